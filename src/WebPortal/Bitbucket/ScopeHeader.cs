using System.Buffers;
using System.Net.Http.Headers;

namespace WebPortal.Bitbucket;

/// <summary>Reads the scopes that Bitbucket names beside an answer, and drops whatever does not look like one, since they are shown to people.</summary>
internal static class ScopeHeader
{
    private const int MostScopes = 60;
    private const int LongestScope = 64;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789:_-");

    /// <returns>Separated by spaces; null when the header is missing or names none.</returns>
    public static string? Read(HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("X-OAuth-Scopes", out var values))
        {
            return null;
        }

        var scopes = values.SelectMany(ScopeSet.Parse).Where(scope => scope.Length <= LongestScope && !scope.AsSpan().ContainsAnyExcept(Letters)).Take(MostScopes);
        var text = string.Join(' ', scopes);
        return text.Length == 0 ? null : text;
    }
}
