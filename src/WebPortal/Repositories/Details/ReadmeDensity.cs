using System.Buffers;

namespace WebPortal.Repositories.Details;

/// <summary>Tells how crowded a text is with marks: parsers of Markdown take the square of their number within one paragraph.</summary>
internal static class ReadmeDensity
{
    private const int MostMarksInParagraph = 4000;

    private const int LongestParagraph = 32 * 1024;

    private static readonly SearchValues<char> Marks = SearchValues.Create("[]()<>*_`~|!&\\#>-+:");

    /// <returns>True when the lines between two empty ones hold more marks or letters than somebody writes.</returns>
    public static bool IsCrowded(ReadOnlySpan<char> text)
    {
        var (marks, letters) = (0, 0);
        foreach (var line in text.EnumerateLines())
        {
            (marks, letters) = line.IsWhiteSpace() ? (0, 0) : (marks + Count(line), letters + line.Length);
            if (marks > MostMarksInParagraph || letters > LongestParagraph)
            {
                return true;
            }
        }

        return false;
    }

    private static int Count(ReadOnlySpan<char> line)
    {
        var count = 0;
        foreach (var letter in line)
        {
            count += Marks.Contains(letter) ? 1 : 0;
        }

        return count;
    }
}
