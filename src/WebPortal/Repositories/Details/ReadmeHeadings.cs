using System.Globalization;
using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace WebPortal.Repositories.Details;

/// <summary>Names the headings of one README as Bitbucket and others do, so that links within it work: once through, however many headings are called the same.</summary>
internal sealed class ReadmeHeadings
{
    private const int LongestName = 80;

    private readonly Dictionary<string, int> used = new(StringComparer.Ordinal);

    public string Name(HeadingBlock heading)
    {
        var name = new StringBuilder();
        foreach (var inline in heading.Inline?.Descendants() ?? [])
        {
            Add(name, inline switch
            {
                LiteralInline literal => literal.Content.AsSpan(),
                CodeInline code => code.ContentSpan,
                _ => [],
            });
        }

        var text = name.Length == 0 ? "section" : name.ToString();
        var count = used[text] = used.GetValueOrDefault(text) + 1;
        return count == 1 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}-{count - 1}");
    }

    private static void Add(StringBuilder name, ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (name.Length >= LongestName)
            {
                return;
            }

            if (letter == ' ')
            {
                name.Append('-');
            }
            else if (char.IsLetterOrDigit(letter) || letter is '-' or '_')
            {
                name.Append(char.ToLowerInvariant(letter));
            }
        }
    }
}
