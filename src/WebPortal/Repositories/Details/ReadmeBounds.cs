using System.Buffers;

namespace WebPortal.Repositories.Details;

/// <summary>Tells Markdown that can be parsed in reasonable time and memory from such that is made to take more.</summary>
internal static class ReadmeBounds
{
    /// <summary>In characters.</summary>
    public const int LongestSource = 128 * 1024;

    /// <summary>A short row is filled up to the widest one, so the cells may be many more than those written.</summary>
    private const int MostCells = 20_000;

    /// <summary>Between two empty lines. The parser looks back from each of these to those before, so its work grows with their square.</summary>
    private const int MostMarks = 2_000;

    /// <summary>Between two empty lines, in characters; lists and links without a mark grow with their square as well.</summary>
    private const int LongestParagraph = 32 * 1024;

    private static readonly SearchValues<char> Marks = SearchValues.Create("*_~`[]!<>&");

    public static bool Allow(string markdown)
    {
        if (markdown.Length > LongestSource)
        {
            return false;
        }

        var (widest, rows, marks, letters) = (0L, 0L, 0, 0);
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            var pipes = line.Count('|');
            rows += pipes > 0 ? 1 : 0;
            widest = Math.Max(widest, pipes);
            (marks, letters) = line.IsWhiteSpace() ? (0, 0) : (marks + line.CountAny(Marks), letters + line.Length);
            if (marks > MostMarks || letters > LongestParagraph || widest * rows > MostCells)
            {
                return false;
            }
        }

        return true;
    }
}
