using System.Globalization;
using WebPortal.Bitbucket;

namespace WebPortal.Lending.Forwarding;

/// <summary>An address that is passed on: a listed operation and its variable parts, from which the path is built anew.</summary>
/// <param name="Path">Below <c>/2.0/</c>, every segment encoded once.</param>
internal sealed record ForwardAddress(ForwardOperation Operation, string Path, string? Workspace, string? Slug, string? Project)
{
    private const int LongestNumber = 10;

    private static readonly ILookup<string, ForwardOperation> ByFirst = ForwardOperations.All.ToLookup(operation => operation.Segments[0], StringComparer.Ordinal);

    /// <param name="raw">The path as it was sent, below the prefix.</param>
    /// <param name="isMalformed">The path cannot be read in one way only.</param>
    /// <returns>Null when it is none of the listed operations.</returns>
    public static ForwardAddress? Find(string raw, out bool isMalformed)
    {
        var segments = PathSegments.Read(raw);
        isMalformed = segments is null;
        if (segments is null)
        {
            return null;
        }

        foreach (var operation in ByFirst[segments[0]])
        {
            if (Matches(operation.Segments, segments))
            {
                return Make(operation, segments, keepsSlash: operation.MayBeFile && raw.EndsWith('/'));
            }
        }

        return null;
    }

    private static bool Matches(IReadOnlyList<string> template, IReadOnlyList<string> segments)
    {
        for (var at = 0; at < template.Count; at++)
        {
            if (at >= segments.Count)
            {
                return false;
            }

            if (template[at].EndsWith("*}", StringComparison.Ordinal))
            {
                return true;
            }

            if (!Fits(template[at], segments[at]))
            {
                return false;
            }
        }

        return template.Count == segments.Count;
    }

    private static bool Fits(string part, string segment) => part switch
    {
        "{workspace}" or "{repository}" or "{project}" => SlugRule.Accepts(segment),
        "{user}" => SlugRule.Accepts(segment.Replace(':', '-')),
        "{number}" => segment.Length <= LongestNumber && segment.All(char.IsAsciiDigit),
        "{uuid}" => segment is ['{', .. var uuid, '}'] && Guid.TryParseExact(uuid, "D", out _),
        ['{', ..] => true,
        _ => part == segment,
    };

    private static ForwardAddress Make(ForwardOperation operation, IReadOnlyList<string> segments, bool keepsSlash)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{string.Join('/', segments.Select(Uri.EscapeDataString))}{(keepsSlash ? "/" : "")}");
        return new(operation, path, Value("{workspace}"), Value("{repository}"), Value("{project}"));

        string? Value(string name)
        {
            for (var at = 0; at < operation.Segments.Count; at++)
            {
                if (operation.Segments[at] == name)
                {
                    return segments[at];
                }
            }

            return null;
        }
    }
}
