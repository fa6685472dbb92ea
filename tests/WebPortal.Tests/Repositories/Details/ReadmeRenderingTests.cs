using WebPortal.BrowserTests;
using WebPortal.Repositories.Details;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Repositories.Details;

/// <summary>A README of a stranger becomes harmless HTML that reads as it was meant.</summary>
[Trait("Level", "Unit")]
public sealed class ReadmeRenderingTests
{
    private const string Web = "https://bitbucket.org/acme/rocket";

    private static readonly HashSet<string> Elements =
    [
        "a", "p", "br", "hr", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "del", "table", "thead", "tbody", "tr", "th", "td", "div", "span",
    ];

    private static readonly HashSet<string> Attributes = ["href", "id", "class", "rel", "tabindex", "start"];

    /// <summary>Where in a text a payload may stand.</summary>
    private static readonly string[] Places = ["{0}", "[x]({0})", "![{0}]({0})", "<{0}>", "# {0}", "| {0} | b |\n|---|---|\n| {0} | x |", "```{0}\n{0}\n```", "[x][r]\n\n[r]: {0} \"{0}\"", "- [x] {0}", "> {0}"];

    [Fact]
    public void Polyglots_In_Every_Place_Leave_Only_What_The_List_Allows()
    {
        var texts = Places.SelectMany(place => Polyglots.All.Select(payload => place.Replace("{0}", payload, StringComparison.Ordinal))).ToArray();

        foreach (var text in texts)
        {
            AssertHarmless(text, Render(text) ?? "");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{texts.Length} texts from {Polyglots.All.Count} polyglots");
        Assert.True(Polyglots.All.Count >= 300);
    }

    [Fact]
    public void Headings_Begin_Below_The_Page_And_Ids_Are_Its_Own()
    {
        var page = Parse("# Main\n\n## main\n\n##### Deep\n\n[there](#main)");

        Assert.Equal(["H3", "H4", "H6"], page.QuerySelectorAll("h3, h4, h5, h6").Select(heading => heading.TagName));
        Assert.All(page.QuerySelectorAll("[id]"), element => Assert.StartsWith("readme-", element.Id, StringComparison.Ordinal));
        Assert.NotNull(page.QuerySelector(page.QuerySelector("a")!.GetAttribute("href")!));
    }

    [Fact]
    public void A_Table_Keeps_Its_Cells_And_Its_Alignment_And_Can_Be_Scrolled()
    {
        var page = Parse("| A | B |\n|---|--:|\n| 1 | 2 |");

        Assert.Equal(["A", "B", "1", "2"], page.QuerySelectorAll("th, td").Select(cell => cell.TextContent));
        Assert.Equal("end", page.QuerySelector("td:last-child")!.ClassName);
        Assert.Equal("0", page.QuerySelector("div.wide")!.GetAttribute("tabindex"));
    }

    [Fact]
    public void Tasks_Are_Marks_And_Not_Controls()
    {
        var page = Parse("- [x] done\n- [ ] open");

        Assert.Equal(["☑", "☐"], page.QuerySelectorAll("li .task").Select(task => task.TextContent));
        Assert.Empty(page.QuerySelectorAll("input"));
    }

    [Fact]
    public void A_Picture_Is_A_Link_With_Its_Text_And_Never_A_Link_In_A_Link()
    {
        var page = Parse("![A cat](img/cat.png) ![](https://example.com/dog.png?x) [![Build](https://badges.example/b.svg)](ci.md)");

        Assert.Empty(page.QuerySelectorAll("img, a a"));
        Assert.Equal(["A cat", "dog.png", "Build"], page.QuerySelectorAll("a").Select(link => link.TextContent));
        Assert.Equal([$"{Web}/src/abcdef1/img/cat.png", "https://example.com/dog.png?x", $"{Web}/src/abcdef1/ci.md"], page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Html_Loses_Its_Tags_And_Keeps_Its_Words()
    {
        var page = Parse("<h1 align=\"center\">Rocket</h1>\n\n<!-- toc -->\n\nPress <kbd>Ctrl</kbd><br/>twice <!-- hidden -->");

        Assert.Equal("Rocket", page.QuerySelector("p")!.TextContent);
        Assert.DoesNotContain("hidden", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Press Ctrl", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("br"));
    }

    [Fact]
    public void What_Would_Grow_Or_Nest_Without_End_Is_Bounded()
    {
        const int length = ReadmeBounds.LongestSource;
        string[] bombs =
        [
            Fill(">", length), Fill("> ", length), Fill("[", length), Fill("![", length), Fill("*a ", length), Fill("**a_b ", length), Fill("`a``", length), Fill("- ", length),
            Fill("[a](", length), Fill("<b>", length), Fill("<!--", length), Fill("&", length), Fill("\\", length), Fill("a\n", length), Fill("* * ", length), Fill("~~a", length),
            string.Concat(Enumerable.Range(0, 2_000).Select(depth => new string(' ', 2 * Math.Min(depth, 30)) + "- a\n")),
            "|" + Fill("a|", 40_000) + "\n|" + Fill("-|", 40_000) + "\n" + Fill("|a\n", 40_000),
            "[a]: http://example.com/" + new string('x', 60_000) + "\n\n" + Fill("[a] ", 60_000),
            Fill("a", length + 1),
            Fill(Fill("*a ", 6_000) + "\n\n", length), Fill(Fill(">", 1_900) + "\n\n", length), Fill(Fill("[", 1_900) + "\n\n", length),
        ];

        foreach (var bomb in bombs)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var html = Render(bomb);
            TestContext.Current.TestOutputHelper?.WriteLine($"{bomb[..4].ReplaceLineEndings(" ")}: {watch.ElapsedMilliseconds} ms, {html?.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "shown as text"}");
            Assert.True(html is null || html.Length <= 4 * 1024 * 1024);
        }
    }

    private static string Fill(string part, int length) => string.Concat(Enumerable.Repeat(part, Math.Max(1, length / part.Length)));

    private static string? Render(string markdown) => ReadmeRendering.Render(markdown, new ReadmeLinks(new SourceLinks(Web), "abcdef1"));

    private static AngleSharp.Html.Dom.IHtmlDocument Parse(string markdown) => Visitor.Parse(Render(markdown)!);

    private static void AssertHarmless(string source, string html)
    {
        foreach (var element in Visitor.Parse($"<body>{html}</body>").Body!.QuerySelectorAll("*"))
        {
            Assert.True(Elements.Contains(element.LocalName), $"<{element.LocalName}> from {source}");
            Assert.All(element.Attributes, attribute => Assert.True(Attributes.Contains(attribute.Name), $"{attribute.Name} from {source}"));
            if (element.GetAttribute("href") is { } href)
            {
                Assert.True(href[0] == '#' || (Uri.TryCreate(href, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "mailto"), $"{href} from {source}");
            }
        }
    }
}
