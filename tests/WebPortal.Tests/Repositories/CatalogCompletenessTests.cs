using WebPortal.Bitbucket;
using WebPortal.Repositories;
using Xunit;
using static WebPortal.Tests.Repositories.CatalogUnderTest;

namespace WebPortal.Tests.Repositories;

[Trait("Level", "Unit")]
public sealed class CatalogCompletenessTests
{
    [Fact]
    public async Task Everything_From_Every_Workspace_Is_Listed_As_Complete()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("a"), Repository("b"));
        catalog.Workspaces["beta"] = Page(Repository("a"));

        var listing = await catalog.ListAsync();

        Assert.Equal(["acme/a", "beta/a", "acme/b"], listing.Items.Select(item => item.FullName));
        Assert.Equal((true, 2, 2, 3), (listing.Completeness.IsComplete, listing.Completeness.WorkspacesRead, listing.Completeness.WorkspacesTotal, listing.Completeness.RepositoriesRead));
        Assert.Equal(catalog.Clock.GetUtcNow(), listing.Completeness.OldestReadAt);
        Assert.Equal(EmptyReason.None, listing.Empty);
    }

    [Theory]
    [InlineData(nameof(BitbucketErrorKind.Forbidden), nameof(FailureReason.Forbidden))]
    [InlineData(nameof(BitbucketErrorKind.MissingScope), nameof(FailureReason.MissingScope))]
    [InlineData(nameof(BitbucketErrorKind.NotFound), nameof(FailureReason.NotFound))]
    [InlineData(nameof(BitbucketErrorKind.Gone), nameof(FailureReason.Gone))]
    [InlineData(nameof(BitbucketErrorKind.RateLimited), nameof(FailureReason.RateLimited))]
    [InlineData(nameof(BitbucketErrorKind.Unavailable), nameof(FailureReason.Unavailable))]
    [InlineData(nameof(BitbucketErrorKind.Invalid), nameof(FailureReason.Invalid))]
    [InlineData(nameof(BitbucketErrorKind.Unauthorized), nameof(FailureReason.ReconnectNeeded))]
    public async Task One_Failing_Workspace_Of_Four_Never_Empties_The_Rest(string kind, string reason)
    {
        using var catalog = new CatalogUnderTest(new CatalogLimits { Concurrency = 1 });
        foreach (var workspace in (string[])["acme", "beta", "corp"])
        {
            catalog.Workspaces[workspace] = Page(Repository("r"));
        }

        catalog.Workspaces["delta"] = new BitbucketError(Enum.Parse<BitbucketErrorKind>(kind), RequiredScopes: ["repository"]);

        var listing = await catalog.ListAsync();

        Assert.Equal(3, listing.Items.Count);
        Assert.Equal((false, 3, 4), (listing.Completeness.IsComplete, listing.Completeness.WorkspacesRead, listing.Completeness.WorkspacesTotal));
        var failure = Assert.Single(listing.Completeness.Failures);
        Assert.Equal(("delta", reason), (failure.Workspace, failure.Reason.ToString()));
        Assert.EndsWith(".", failure.Sentence, StringComparison.Ordinal);
        Assert.NotNull(failure.NextTryAt);
        Assert.Equal(failure, listing.Workspaces.Single(summary => summary.Slug == "delta").Failure);
    }

    [Fact]
    public async Task A_Hostile_Paging_Link_Is_Named_As_The_Reason_And_Keeps_What_Was_Read()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = new BitbucketPage<BitbucketRepository>([Repository("a")], 500, 100, null, NextRefused: true);

        var listing = await catalog.ListAsync();

        Assert.Single(listing.Items);
        Assert.Contains("hostile paging link", Assert.Single(listing.Completeness.Failures).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_Without_A_Usable_Name_Are_Left_Out_And_Reported()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("a"), Repository("../b"), Repository(null!));
        catalog.Workspaces[".."] = Page();

        var listing = await catalog.ListAsync();

        Assert.Equal("acme/a", Assert.Single(listing.Items).FullName);
        Assert.Equal([FailureReason.UnreadableEntries, FailureReason.UnreadableEntries], listing.Completeness.Failures.Select(failure => failure.Reason));
        Assert.DoesNotContain("..", catalog.Calls);
    }

    [Fact]
    public async Task A_Workspace_Has_The_Name_That_Its_Repositories_Tell_Or_Its_Own_Or_Its_Id()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["a"] = Page(Repository("r") with { Workspace = new(null, "a", "Acme\r\n Inc.") });
        catalog.Workspaces["b"] = Page();
        catalog.Workspaces["c"] = Page();
        catalog.Names["b"] = "Beta & Sons";

        Assert.Equal(["Acme   Inc.", "Beta & Sons", "c"], (await catalog.ListAsync()).Workspaces.Select(summary => summary.Name));
    }

    [Fact]
    public async Task A_Repository_On_Two_Pages_Is_Listed_Once()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("a"), Repository("b"), Repository("a"));

        Assert.Equal(2, (await catalog.ListAsync()).Total);
    }

    [Theory]
    [InlineData(nameof(BitbucketErrorKind.MissingScope), nameof(EmptyReason.MissingScope))]
    [InlineData(nameof(BitbucketErrorKind.Unauthorized), nameof(EmptyReason.ReconnectNeeded))]
    [InlineData(nameof(BitbucketErrorKind.Unavailable), nameof(EmptyReason.NothingReadable))]
    [InlineData(nameof(BitbucketErrorKind.RateLimited), nameof(EmptyReason.NothingReadable))]
    public async Task An_Unreadable_List_Of_Workspaces_Is_Never_Shown_As_No_Workspace(string kind, string reason)
    {
        using var catalog = new CatalogUnderTest { ListError = new BitbucketError(Enum.Parse<BitbucketErrorKind>(kind), RequiredScopes: ["account"]) };

        var listing = await catalog.ListAsync();

        Assert.Equal(reason, listing.Empty.ToString());
        Assert.False(listing.Completeness.IsComplete);
        Assert.Null(Assert.Single(listing.Completeness.Failures).Workspace);
        Assert.NotNull(listing.EmptyText);
    }

    [Fact]
    public async Task Empty_Listings_Say_Why()
    {
        using var catalog = new CatalogUnderTest(lifetime: TimeSpan.Zero);
        Assert.Equal(EmptyReason.NoWorkspace, (await catalog.ListAsync()).Empty);

        catalog.Workspaces["acme"] = Page();
        Assert.Equal(EmptyReason.NoRepositories, (await catalog.ListAsync()).Empty);
        Assert.Equal(EmptyReason.UnknownWorkspace, (await catalog.ListAsync(RepositoryQuery.All with { Workspace = "other" })).Empty);

        catalog.Workspaces["acme"] = Page(Repository("a"));
        Assert.Equal(EmptyReason.FilteredOut, (await catalog.ListAsync(RepositoryQuery.All with { Words = ["zzz"] })).Empty);
        Assert.Equal(EmptyReason.BehindTheLastPage, (await catalog.ListAsync(RepositoryQuery.All with { Page = 2 })).Empty);

        catalog.Workspaces["acme"] = new BitbucketError(BitbucketErrorKind.Gone);
        Assert.Equal(EmptyReason.NothingReadable, (await catalog.ListAsync()).Empty);
    }

    [Fact]
    public async Task Completeness_Of_One_Workspace_Is_Not_Spoiled_By_Another()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("a"));
        catalog.Workspaces["beta"] = new BitbucketError(BitbucketErrorKind.Unavailable);

        Assert.True((await catalog.ListAsync(RepositoryQuery.All with { Workspace = "ACME" })).Completeness.IsComplete);
        Assert.False((await catalog.ListAsync(RepositoryQuery.All with { Workspace = "beta" })).Completeness.IsComplete);
    }

    [Fact]
    public async Task One_Repository_Is_Found_Or_The_Reason_Is_Told()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("a"));
        catalog.Workspaces["beta"] = new BitbucketError(BitbucketErrorKind.Unavailable);
        var token = TestContext.Current.CancellationToken;

        Assert.Equal("acme/a", (await catalog.Catalog.FindAsync(Ann, "Acme", "A", token)).Item?.FullName);
        Assert.Equal(EmptyReason.FilteredOut, (await catalog.Catalog.FindAsync(Ann, "acme", "b", token)).Empty);
        Assert.Equal(EmptyReason.NothingReadable, (await catalog.Catalog.FindAsync(Ann, "beta", "b", token)).Empty);
        Assert.Equal(EmptyReason.UnknownWorkspace, (await catalog.Catalog.FindAsync(Ann, "corp", "b", token)).Empty);
    }

    [Fact]
    public void Every_Reason_Has_Its_Words()
    {
        var completeness = RepositoryListing.Reconnect(RepositoryQuery.All).Completeness with { Failures = [new("w", FailureReason.Gone, "Gone.", null, null, [])] };
        Assert.All(Enum.GetValues<FailureReason>(), reason => Assert.EndsWith(".", FailureText.Of(reason, []), StringComparison.Ordinal));
        Assert.All(Enum.GetValues<EmptyReason>().Except([EmptyReason.None]), reason => Assert.EndsWith(".", EmptyText.Of(reason, completeness)!, StringComparison.Ordinal));
    }
}
