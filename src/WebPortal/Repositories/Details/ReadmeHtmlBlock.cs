using System.Text.RegularExpressions;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace WebPortal.Repositories.Details;

/// <summary>HTML that a README brings loses its tags and comments; the words between them stay, as text.</summary>
internal sealed partial class ReadmeHtmlBlock : HtmlObjectRenderer<HtmlBlock>
{
    protected override void Write(HtmlRenderer renderer, HtmlBlock block)
    {
        var words = Tag().Replace(block.Lines.ToString(), "").Trim();
        if (words.Length > 0)
        {
            renderer.Write("<p>").WriteEscape(words).WriteLine("</p>");
        }
    }

    [GeneratedRegex("<!--.*?(?:-->|$)|</?[A-Za-z!?][^>]*>", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
