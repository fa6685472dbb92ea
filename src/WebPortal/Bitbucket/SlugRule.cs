using System.Buffers;

namespace WebPortal.Bitbucket;

/// <summary>The allow-list for a workspace or repository name in an address: what is not listed never reaches Bitbucket.</summary>
internal static class SlugRule
{
    public const int LongestSlug = 128;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    /// <summary>A slug, or a UUID in curly braces, which Bitbucket accepts in the same place.</summary>
    public static bool Accepts(string? text) => text switch
    {
        null or "" or "." or ".." => false,
        ['{', .. var uuid, '}'] => Guid.TryParseExact(uuid, "D", out _),
        { Length: > LongestSlug } => false,
        _ => !text.AsSpan().ContainsAnyExcept(Letters),
    };
}
