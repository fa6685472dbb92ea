using Ganss.Xss;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace WebPortal.Repositories.Details;

/// <summary>Makes HTML of Markdown that a stranger wrote. Whatever could grow, nest or reach outside is bounded, and the result is cleaned by an allow-list.</summary>
/// <remarks>
/// 1. Refuse what is made to take long; see <see cref="ReadmeBounds"/>.
/// 2. Parse, without any extension that embeds or carries attributes; HTML within the text loses its tags and keeps its words.
/// 3. Rewrite the tree: <see cref="ReadmeTree"/>.
/// 4. Write into a bounded text, and let only elements and attributes of the list pass.
/// </remarks>
internal static class ReadmeRendering
{
    private const int LongestResult = 512 * 1024;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoLinks()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .Build();

    private static readonly HtmlSanitizer Sanitizer = CreateSanitizer();

    /// <returns>Null when it is better shown as the text it is.</returns>
    public static string? Render(string markdown, ReadmeLinks links)
    {
        if (!ReadmeBounds.Allow(markdown))
        {
            return null;
        }

        try
        {
            var document = Markdown.Parse(markdown, Pipeline);
            new ReadmeTree(links).Rewrite(document);
            using var result = new BoundedText(LongestResult);
            CreateRenderer(result).Render(document);
            return Sanitizer.Sanitize(result.ToString());
        }
        catch (Exception fault) when (fault is InvalidDataException or ArgumentException or InvalidOperationException)
        {
            // Nested deeper than the parser allows, or longer than we do.
            return null;
        }
    }

    private static HtmlRenderer CreateRenderer(TextWriter result)
    {
        var renderer = new HtmlRenderer(result);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<Markdig.Renderers.Html.HtmlBlockRenderer>(new ReadmeHtmlBlock());
        renderer.ObjectRenderers.ReplaceOrAdd<Markdig.Renderers.Html.Inlines.HtmlInlineRenderer>(new ReadmeHtmlInline());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTaskListRenderer>(new ReadmeTask());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new ReadmeTable());
        renderer.ObjectRenderers.FindExact<CodeBlockRenderer>()!.OutputAttributesOnPre = true;
        return renderer;
    }

    private static HtmlSanitizer CreateSanitizer()
    {
        var sanitizer = new HtmlSanitizer { KeepChildNodes = true };
        Replace(sanitizer.AllowedTags, ["a", "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "del", "table", "thead", "tbody", "tr", "th", "td", "div", "span"]);
        Replace(sanitizer.AllowedAttributes, ["href", "id", "class", "rel", "dir", "tabindex", "start"]);
        Replace(sanitizer.AllowedClasses, ["wide", "picture", "task", "middle", "end"]);
        Replace(sanitizer.AllowedSchemes, ["http", "https", "mailto"]);
        Replace(sanitizer.UriAttributes, ["href"]);
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedAtRules.Clear();
        return sanitizer;
    }

    private static void Replace(ISet<string> set, IEnumerable<string> values)
    {
        set.Clear();
        set.UnionWith(values);
    }
}
