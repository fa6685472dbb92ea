using WebPortal.Bitbucket;

namespace WebPortal.Repositories.Details;

/// <summary>Which of several files is the README: Markdown before other formats, then the order of names.</summary>
internal static class ReadmeChoice
{
    private static readonly string[] Markdown = [".md", ".markdown", ".mdown", ".mkd"];

    private static readonly string[] Others = ["", ".rst", ".adoc", ".txt", ".textile", ".org"];

    public static BitbucketTreeEntry? Of(IEnumerable<BitbucketTreeEntry> entries) => entries
        .Where(entry => entry.Type == "commit_file" && Rank(entry.Path) < int.MaxValue && DetailReading.IsHash(entry.Commit?.Hash))
        .OrderBy(entry => Rank(entry.Path))
        .ThenBy(entry => entry.Path, StringComparer.Ordinal)
        .FirstOrDefault();

    public static bool IsMarkdown(string fileName) => Markdown.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase);

    private static int Rank(string? path)
    {
        if (path is null || !Path.GetFileNameWithoutExtension(path).Equals("readme", StringComparison.OrdinalIgnoreCase) || path.Contains('/', StringComparison.Ordinal))
        {
            return int.MaxValue;
        }

        var ending = Path.GetExtension(path);
        var index = Array.FindIndex([.. Markdown, .. Others], known => known.Equals(ending, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? int.MaxValue : index;
    }
}
