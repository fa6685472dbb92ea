using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace WebPortal.Repositories.Details;

/// <summary>Fits a parsed README into the page: headings below the page's own, ids of its own, links that lead somewhere safe, pictures as links.</summary>
internal sealed class ReadmeTree(ReadmeLinks links)
{
    /// <summary>The page has one heading above the section, and the section one above the README.</summary>
    private const int HeadingShift = 2;

    private readonly ReadmeHeadings headings = new();

    public void Rewrite(MarkdownDocument document)
    {
        foreach (var element in document.Descendants().ToArray())
        {
            switch (element)
            {
                case HeadingBlock heading:
                    heading.Level = Math.Min(6, heading.Level + HeadingShift);
                    heading.GetAttributes().Id = ReadmeLinks.IdPrefix + headings.Name(heading);
                    break;
                case LinkInline link:
                    Rewrite(link);
                    break;
                case AutolinkInline link:
                    Rewrite(link);
                    break;
                case Table table:
                    Align(table);
                    break;
                case CodeBlock code:
                    code.SetAttributes(new HtmlAttributes());
                    code.GetAttributes().AddProperty("tabindex", "0");
                    break;
            }
        }
    }

    private void Rewrite(LinkInline link)
    {
        var target = links.Resolve(link.GetDynamicUrl?.Invoke() ?? link.Url);
        var isPicture = link.IsImage;
        if (isPicture && link.FirstChild is null)
        {
            link.AppendChild(new LiteralInline(FileName(link.Url)));
        }

        if (target is null || IsWithinLink(link))
        {
            // No link, or one within another: its words stay.
            link.MoveChildrenAfter(link);
            link.Remove();
            return;
        }

        (link.IsImage, link.Url, link.Title, link.GetDynamicUrl) = (false, target, null, null);
        Mark(link, target, isPicture);
    }

    private void Rewrite(AutolinkInline link)
    {
        var target = links.Resolve(link.IsEmail ? "mailto:" + link.Url : link.Url);
        var text = new LiteralInline(link.Url);
        if (target is null || IsWithinLink(link))
        {
            link.ReplaceBy(text);
            return;
        }

        var replacement = new LinkInline(target, "");
        replacement.AppendChild(text);
        Mark(replacement, target, isPicture: false);
        link.ReplaceBy(replacement);
    }

    private static void Mark(LinkInline link, string target, bool isPicture)
    {
        link.SetAttributes(new HtmlAttributes());
        if (isPicture)
        {
            link.GetAttributes().AddClass("picture");
        }

        if (target[0] != '#')
        {
            link.GetAttributes().AddProperty("rel", "noopener noreferrer nofollow");
        }
    }

    private static bool IsWithinLink(Inline inline)
    {
        for (var parent = inline.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is LinkInline)
            {
                return true;
            }
        }

        return false;
    }

    private static string FileName(string? url)
    {
        var name = url?.Split('?', '#')[0].TrimEnd('/').Split('/')[^1];
        return string.IsNullOrEmpty(name) ? "…" : name;
    }

    /// <summary>The alignment of a column becomes a class: the portal allows no style within a page.</summary>
    private static void Align(Table table)
    {
        var alignments = table.ColumnDefinitions.Select(column => column.Alignment).ToArray();
        foreach (var row in table.OfType<TableRow>())
        {
            foreach (var (index, cell) in row.OfType<TableCell>().Index())
            {
                if (index < alignments.Length && alignments[index] is TableColumnAlign.Center or TableColumnAlign.Right)
                {
                    cell.GetAttributes().AddClass(alignments[index] == TableColumnAlign.Center ? "middle" : "end");
                }
            }
        }

        table.ColumnDefinitions.ForEach(column => column.Alignment = null);
    }
}
