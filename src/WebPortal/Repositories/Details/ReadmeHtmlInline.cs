using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace WebPortal.Repositories.Details;

/// <summary>A tag within a line is left out, except that a line break stays one.</summary>
internal sealed class ReadmeHtmlInline : HtmlObjectRenderer<HtmlInline>
{
    protected override void Write(HtmlRenderer renderer, HtmlInline inline)
    {
        if (inline.Tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase) && inline.Tag.Length <= 6)
        {
            renderer.Write("<br>");
        }
    }
}
