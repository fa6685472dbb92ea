using System.Diagnostics;
using WebPortal.Bitbucket;
using WebPortal.Repositories;
using Xunit;

namespace WebPortal.Tests.Repositories;

[Trait("Level", "Unit")]
public sealed class RepositoryFilterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly CatalogSnapshot Sample = Snapshot(
        ("acme", Repository("web", "Überblick", "C#", "WEB", "Web things", isPrivate: true, size: 30, updated: "2026-01-03T00:00:00Z")),
        ("acme", Repository("api", "Api", "c#", "API", "Interfaces", isPrivate: false, size: 10, updated: "2026-01-01T00:00:00+01:00")),
        ("acme", Repository("doc", "Documents", null, null, null, isPrivate: true, size: null, updated: "soon")),
        ("beta", Repository("web", "Other web", "Go", "WEB", "Web things", isPrivate: false, size: 20, updated: "2026-01-02T00:00:00Z")));

    [Theory]
    [InlineData("", "acme/api acme/doc beta/web acme/web")]
    [InlineData("uberblick", "acme/web")]
    [InlineData("ÜBER web", "acme/web")]
    [InlineData("beta", "beta/web")]
    [InlineData("interfaces", "acme/api")]
    [InlineData("c# api", "acme/api")]
    [InlineData("the description of doc", "acme/doc")]
    [InlineData("web nothing", "")]
    public void All_Words_Must_Occur_Somewhere(string words, string expected) => Assert.Equal(expected, Names(new RepositoryQueryText(words)));

    [Theory]
    [InlineData("language", "C#", "acme/api acme/web")]
    [InlineData("project", "web", "beta/web acme/web")]
    [InlineData("workspace", "ACME", "acme/api acme/doc acme/web")]
    [InlineData("visibility", "public", "acme/api beta/web")]
    [InlineData("visibility", "private", "acme/doc acme/web")]
    [InlineData("sort", "-name", "acme/web beta/web acme/doc acme/api")]
    [InlineData("sort", "fullName", "acme/api acme/doc acme/web beta/web")]
    [InlineData("sort", "updated", "acme/api beta/web acme/web acme/doc")]
    [InlineData("sort", "-updated", "acme/web beta/web acme/api acme/doc")]
    [InlineData("sort", "size", "acme/api beta/web acme/web acme/doc")]
    [InlineData("sort", "-size", "acme/web beta/web acme/api acme/doc")]
    public void Filters_And_Orders_Do_What_They_Say(string parameter, string value, string expected)
    {
        var text = new RepositoryQueryText();
        Assert.Equal(expected, Names(parameter switch
        {
            "language" => text with { Language = value },
            "project" => text with { Project = value },
            "workspace" => text with { Workspace = value },
            "visibility" => text with { Visibility = value },
            _ => text with { Sort = value },
        }));
    }

    [Fact]
    public void Counts_Tell_What_Each_Value_Would_Leave_Under_The_Other_Filters()
    {
        var listing = new RepositoryFilter(Sample, RepositoryQueryReader.Read(new RepositoryQueryText(Workspace: "acme", Language: "C#")).Query).Run();

        Assert.Equal([new("c#", "c#", 2)], listing.Languages);
        Assert.Equal([new("API", "Interfaces", 1), new("WEB", "Web things", 1)], listing.Projects);
        Assert.Equal([("acme", 3, 2), ("beta", 1, 0)], listing.Workspaces.Select(summary => (summary.Slug, summary.RepositoryCount, summary.MatchCount)));
        Assert.Equal("The acme", listing.Workspaces[0].Name);
    }

    [Fact]
    public void Pages_Part_The_Matches_Without_Gap_Or_Overlap()
    {
        var snapshot = Large(1240);
        var seen = new List<string>();
        for (var page = 1; page <= 13; page++)
        {
            var listing = new RepositoryFilter(snapshot, RepositoryQuery.All with { Page = page, PageSize = 100 }).Run();
            Assert.Equal((1240, 13), (listing.Total, listing.PageCount));
            seen.AddRange(listing.Items.Select(item => item.FullName));
        }

        Assert.Equal(1240, seen.Distinct().Count());
        Assert.Equal(1240, seen.Count);
    }

    [Fact]
    public void Twenty_Thousand_Repositories_Are_Searched_In_Milliseconds()
    {
        var snapshot = Large(20_000);
        var query = RepositoryQueryReader.Read(new RepositoryQueryText("description 7 repo", Sort: "-updated")).Query;
        var best = Enumerable.Range(0, 15).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            Assert.NotEqual(0, new RepositoryFilter(snapshot, query).Run().Total);
            return watch.Elapsed;
        });

        Assert.True(best < TimeSpan.FromMilliseconds(40), $"It took {best.TotalMilliseconds:F1} ms.");
    }

    [Fact]
    public void Texts_That_Repeat_Are_Kept_Once()
    {
        var items = Large(2).Workspaces[0].Repositories;

        Assert.Same(items[0].Language, items[1].Language);
        Assert.Same(items[0].ProjectName, items[1].ProjectName);
        Assert.Same(items[0].WorkspaceName, items[1].WorkspaceName);
    }

    [Fact]
    public void A_Repository_Without_A_Word_On_Privacy_Counts_As_Private()
    {
        Assert.True(WorkspaceSlug.TryParse("acme", out var workspace));
        Assert.True(new RepositoryReading().Read(workspace, CatalogUnderTest.Repository("a"))!.IsPrivate);
    }

    private static string Names(RepositoryQueryText text)
    {
        var (query, faults) = RepositoryQueryReader.Read(text);
        Assert.Empty(faults);
        return string.Join(' ', new RepositoryFilter(Sample, query).Run().Items.Select(item => item.FullName));
    }

    private static CatalogSnapshot Large(int count) => Snapshot(
        [.. Enumerable.Range(0, count).Select(number => ("acme", Repository(
            $"repo-{number}", $"Repository {number}", new string("C#"), new string("WEB"), new string("Web"), isPrivate: number % 2 == 0, size: number, updated: Now.AddMinutes(-number).ToString("O"))))]);

    private static CatalogSnapshot Snapshot(params (string Workspace, BitbucketRepository Repository)[] repositories)
    {
        var reading = new RepositoryReading();
        var shelves = repositories.GroupBy(entry => entry.Workspace).Select(group =>
        {
            Assert.True(WorkspaceSlug.TryParse(group.Key, out var workspace));
            RepositoryItem[] items = [.. group.Select(entry => reading.Read(workspace, entry.Repository with { Workspace = new(null, group.Key, "The " + group.Key) })!)];
            return WorkspaceShelf.Unread(group.Key, null).With(items, null, Now, TimeSpan.FromDays(1));
        });
        return new CatalogSnapshot([.. shelves]) { WorkspacesReadAt = Now, FinishedAt = Now };
    }

    private static BitbucketRepository Repository(string slug, string name, string? language, string? project, string? projectName, bool isPrivate, long? size, string updated) => new(
        null, slug, name, null, $"The description of {slug}", isPrivate, language, size, null, updated, null, project is null ? null : new(project, projectName), null, null);
}
