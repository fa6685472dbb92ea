using System.Diagnostics;
using WebPortal.Repositories.Details;
using Xunit;

namespace WebPortal.Tests.Repositories;

/// <summary>A README that was written to keep the portal busy is rendered in good time or shown as the text it is.</summary>
[Trait("Level", "Unit")]
public sealed class ReadmeBombTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Pieces =>
    [
        "# a\n", "# a\n\n", "1. a\n", "1. a\n\n", "* a\n", "> ", "[", "[a](", "![", "**a ", "_a_ ", "`", "``a` ", "www.a.b ", "http://a.b/ ", "<a ", "<!-- ", "&amp;", "\\*", "~~a~~ ", "- [ ] a\n",
        "| a ", "| a |\n|-|\n", "[a]: /b\n\n", "[a][a] ", "***", "a\n=\n\n", "    a\n\n", "```\na\n```\n\n", "a  \n",
    ];

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task A_Bomb_Is_Rendered_Soon_Or_Refused(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, ReadmeBounds.LongestSource / piece.Length));
        var links = new ReadmeLinks(new SourceLinks("https://bitbucket.example/acme/one"), "main");
        var began = Stopwatch.GetTimestamp();

        var html = await Task.Run(() => ReadmeRendering.Render(text, links), TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine($"{(html is null ? "refused" : $"{html.Length} characters")} after {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms");
        Assert.InRange(html?.Length ?? 0, 0, 4 * 1024 * 1024);
    }

    [Fact]
    public void Headings_Of_One_Name_Have_An_Id_Each()
    {
        var html = ReadmeRendering.Render("# Set up\n\ntext\n\n# Set up\n\n# `Set` *up*\n", new ReadmeLinks(new SourceLinks(null), "main"))!;

        Assert.Contains("id=\"readme-set-up\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"readme-set-up-1\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"readme-set-up-2\"", html, StringComparison.Ordinal);
    }
}
