namespace WebPortal.Repositories.Details;

/// <summary>Where a link of a README leads: within the page, to a file at Bitbucket's web site, or elsewhere. What is none of these is no link.</summary>
internal sealed class ReadmeLinks(SourceLinks repository, string revision)
{
    /// <summary>Set before every id of a README, so that none is one of the page's own.</summary>
    public static readonly string IdPrefix = "readme-";

    private const int LongestLink = 2048;

    private static readonly string[] Schemes = ["http", "https", "mailto"];

    /// <returns>Null when the text must not become a link.</returns>
    public string? Resolve(string? link)
    {
        if (link is null or "" || link.Length > LongestLink || link.Any(letter => char.IsControl(letter) || letter is '\\'))
        {
            return null;
        }

        if (link[0] == '#')
        {
            return link.Length == 1 ? null : "#" + IdPrefix + link[1..];
        }

        if (link.StartsWith("//", StringComparison.Ordinal))
        {
            return Absolute("https:" + link);
        }

        var colon = link.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && link.AsSpan(0, colon).IndexOfAny('/', '?', '#') < 0 ? Absolute(link) : File(link);
    }

    private static string? Absolute(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && Schemes.Contains(address.Scheme) && (address.Scheme == Uri.UriSchemeMailto || address.UserInfo.Length == 0)
            ? address.AbsoluteUri
            : null;

    /// <summary>Below the repository's first folder; steps out of it are ignored.</summary>
    private string? File(string link)
    {
        var end = link.AsSpan().IndexOfAny('?', '#');
        var fragment = link.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? "#" + Uri.EscapeDataString(Uri.UnescapeDataString(link[(at + 1)..])) : "";
        var path = new List<string>();
        foreach (var segment in (end < 0 ? link : link[..end]).Split('/').Select(Uri.UnescapeDataString).SelectMany(part => part.Split('/', '\\')))
        {
            if (segment == "..")
            {
                path.RemoveRange(Math.Max(0, path.Count - 1), Math.Min(1, path.Count));
            }
            else if (segment is not ("" or "."))
            {
                path.Add(segment);
            }
        }

        return repository.File(revision, string.Join('/', path)) is { } file ? file + fragment : null;
    }
}
