using Markdig.Extensions.Tables;
using Markdig.Renderers;

namespace WebPortal.Repositories.Details;

/// <summary>A table in a frame of its own, which scrolls when the table is wider than the page and can be reached with the keyboard.</summary>
internal sealed class ReadmeTable : HtmlTableRenderer
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.Write("<div class=\"wide\" tabindex=\"0\">");
        base.Write(renderer, table);
        renderer.WriteLine("</div>");
    }
}
