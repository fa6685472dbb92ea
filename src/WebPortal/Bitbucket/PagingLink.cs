using System.Buffers;

namespace WebPortal.Bitbucket;

/// <summary>Decides whether a <c>next</c> link, which is text from an answer, may be called with a credential.</summary>
/// <remarks>
/// The raw text is judged before it is parsed, because parsing already removes dot segments, turns backslashes and lowers hosts.
/// Accepted is only: scheme, host and port of the configured API; no user information, no fragment; a path below the API's base path made of plain
/// segments; the same operation (first segment, number of segments) as the request that the answer belongs to. The name in the path may differ,
/// since Bitbucket is free to use the UUID instead of the slug.
/// </remarks>
internal static class PagingLink
{
    private const int LongestLink = 8192;

    private static readonly SearchValues<char> SegmentLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.~-");

    /// <returns>The parsed link, or null when it must not be followed.</returns>
    public static Uri? Check(Uri apiBase, Uri origin, string link)
    {
        if (link.Length > LongestLink || link.AsSpan().ContainsAnyExceptInRange('!', '~') || link.AsSpan().ContainsAny('\\', '#'))
        {
            return null;
        }

        return SplitRaw(link) is { } raw
            && IsPlainPath(raw.Path)
            && Uri.TryCreate(link, UriKind.Absolute, out var parsed)
            && HasSameOrigin(apiBase, parsed)
            && raw.Path.StartsWith(apiBase.AbsolutePath, StringComparison.Ordinal)
            && parsed.AbsolutePath.StartsWith(apiBase.AbsolutePath, StringComparison.Ordinal)
            && IsSameOperation(apiBase, origin, parsed)
            ? parsed
            : null;
    }

    /// <summary>Cuts <c>scheme://authority/path?query</c> by hand; an authority with user information or escapes gives null.</summary>
    private static (string Authority, string Path)? SplitRaw(string link)
    {
        var start = link.IndexOf("://", StringComparison.Ordinal);
        var pathStart = start < 0 ? -1 : link.IndexOf('/', start + 3);
        if (pathStart < 0)
        {
            return null;
        }

        var authority = link[(start + 3)..pathStart];
        var query = link.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? link[pathStart..] : query > pathStart ? link[pathStart..query] : null;
        return path is null || authority.Length == 0 || authority.AsSpan().ContainsAny('@', '%') ? null : (authority, path);
    }

    private static bool IsPlainPath(string path) => path[1..].TrimEnd('/').Split('/').All(IsPlainSegment) && !path.EndsWith("//", StringComparison.Ordinal);

    private static bool IsPlainSegment(string segment)
    {
        var decoded = segment
            .Replace("%7B", "{", StringComparison.OrdinalIgnoreCase)
            .Replace("%7D", "}", StringComparison.OrdinalIgnoreCase);
        return decoded is ['{', .. var uuid, '}']
            ? Guid.TryParseExact(uuid, "D", out _)
            : decoded is not ("" or "." or "..") && !decoded.AsSpan().ContainsAnyExcept(SegmentLetters);
    }

    private static bool HasSameOrigin(Uri apiBase, Uri link) =>
        link.Scheme == apiBase.Scheme
        && string.Equals(link.IdnHost, apiBase.IdnHost, StringComparison.OrdinalIgnoreCase)
        && link.Port == apiBase.Port
        && link.UserInfo.Length == 0
        && link.Fragment.Length == 0;

    private static bool IsSameOperation(Uri apiBase, Uri origin, Uri link)
    {
        var expected = SegmentsBelow(apiBase, origin);
        var actual = SegmentsBelow(apiBase, link);
        return actual.Length == expected.Length && string.Equals(actual[0], expected[0], StringComparison.Ordinal);
    }

    private static string[] SegmentsBelow(Uri apiBase, Uri address) =>
        address.AbsolutePath[apiBase.AbsolutePath.Length..].TrimEnd('/').Split('/');
}
