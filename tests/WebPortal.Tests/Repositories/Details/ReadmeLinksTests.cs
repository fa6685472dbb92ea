using WebPortal.Repositories.Details;
using Xunit;

namespace WebPortal.Tests.Repositories.Details;

[Trait("Level", "Unit")]
public sealed class ReadmeLinksTests
{
    private const string Files = "https://bitbucket.org/acme/rocket/src/abcdef1";

    [Theory]
    [InlineData("docs/a.md", "/docs/a.md")]
    [InlineData("./docs/a.md#part", "/docs/a.md#part")]
    [InlineData("/docs/a.md", "/docs/a.md")]
    [InlineData("docs/../b.md?raw=1", "/b.md")]
    [InlineData("../../../other/repo", "/other/repo")]
    [InlineData("..%2f..%2fother", "/other")]
    [InlineData("names with spaces & ümlauts.md", "/names%20with%20spaces%20%26%20%C3%BCmlauts.md")]
    [InlineData("a%20b.md", "/a%20b.md")]
    [InlineData("src/a:b.md", "/src/a%3Ab.md")]
    [InlineData("..", "/")]
    public void A_Relative_Link_Leads_To_A_File_Of_The_Repository(string link, string file) => Assert.Equal(Files + file, Resolve(link));

    [Theory]
    [InlineData("https://example.com/a?b=c#d", "https://example.com/a?b=c#d")]
    [InlineData("http://example.com/", "http://example.com/")]
    [InlineData("//example.com/a", "https://example.com/a")]
    [InlineData("mailto:a@example.com", "mailto:a@example.com")]
    [InlineData("#part", "#readme-part")]
    public void Other_Links_Lead_Where_They_Say(string link, string expected) => Assert.Equal(expected, Resolve(link));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:password@example.com/")]
    [InlineData("https://user@example.com/")]
    [InlineData("\\\\example.com\\a")]
    [InlineData("x:y")]
    [InlineData("#")]
    [InlineData("")]
    [InlineData(null)]
    public void What_Is_None_Of_These_Is_No_Link(string? link) => Assert.Null(Resolve(link));

    [Fact]
    public void Without_An_Address_Of_The_Repository_Relative_Links_Are_None() =>
        Assert.Null(new ReadmeLinks(new SourceLinks(null), "abcdef1").Resolve("docs/a.md"));

    [Fact]
    public void Names_Of_Branches_Are_Encoded_As_One_Segment()
    {
        var links = new SourceLinks("https://bitbucket.org/acme/rocket");

        Assert.Equal("https://bitbucket.org/acme/rocket/branch/feature%2Fa%3Fb%23c", links.Branch("feature/a?b#c"));
        Assert.Equal("https://bitbucket.org/acme/rocket/pull-requests/7", links.PullRequest(7));
    }

    private static string? Resolve(string? link) => new ReadmeLinks(new SourceLinks("https://bitbucket.org/acme/rocket"), "abcdef1").Resolve(link);
}
