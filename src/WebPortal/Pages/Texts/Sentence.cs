using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace WebPortal.Pages.Texts;

/// <summary>A sentence of the words with its places filled in: a link or a time as the element it is, everything else encoded, the words too.</summary>
internal sealed partial class Sentence : IHtmlContent
{
    private readonly string _pattern;
    private readonly object?[] _parts;

    private Sentence(string pattern, object?[] parts) => (_pattern, _parts) = (pattern, parts);

    /// <param name="pattern">With places from <c>{0}</c> to <c>{9}</c>, in the order that the language wants.</param>
    /// <param name="parts">Elements, templates of the view, or values.</param>
    public static IHtmlContent Of(string pattern, params object?[] parts) => new Sentence(pattern, parts);

    /// <summary>The same where nothing in the sentence is an element.</summary>
    public static string Text(string pattern, params object?[] parts) => string.Format(CultureInfo.CurrentCulture, pattern, parts);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var written = 0;
        foreach (var place in Place().EnumerateMatches(_pattern))
        {
            encoder.Encode(writer, _pattern, written, place.Index - written);
            Write(_parts[_pattern[place.Index + 1] - '0'], writer, encoder);
            written = place.Index + place.Length;
        }

        encoder.Encode(writer, _pattern, written, _pattern.Length - written);
    }

    private static void Write(object? part, TextWriter writer, HtmlEncoder encoder)
    {
        var content = part is Func<object?, IHtmlContent> template ? template(null) : part as IHtmlContent;
        if (content is not null)
        {
            content.WriteTo(writer, encoder);
        }
        else
        {
            encoder.Encode(writer, Convert.ToString(part, CultureInfo.CurrentCulture) ?? "");
        }
    }

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Place();
}
