namespace WebPortal.Tests.Bitbucket;

/// <summary>Values meant to break out of a path segment, made from a seed so that a failure can be repeated.</summary>
internal static class HostileValues
{
    private static readonly string[] Pieces =
    [
        "..", ".", "/", "\\", "%2e", "%2E%2e", "%252e", "%2f", "%5c", "?", "#", ";", "&", "=", "\r\n", "\n", "\0", "%00", "%0d%0a", " ", "\t",
        "{", "}", "{}", "%7B%7D", "@", ":", "//", "http://", "\u2025", "\uFF0E", "\uFF0F", "\u2215", "\u202E", "\u0430", "é", "~", "*", "$", "'", "\"", "<", ">", "|",
        "acme", "user", "emails", "A", "z", "0", "-", "_", "a.b", "{470c176d-3574-44ea-bb41-89e8638bcca4}", "\uD800",
    ];

    public static IEnumerable<string> Make(int seed, int count)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => string.Concat(random.GetItems(Pieces, random.Next(1, 6))));
    }
}
