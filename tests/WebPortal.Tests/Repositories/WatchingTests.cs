using WebPortal.Bitbucket;
using WebPortal.Repositories;
using Xunit;
using static WebPortal.Tests.Repositories.CatalogUnderTest;

namespace WebPortal.Tests.Repositories;

/// <summary>What a page shows before everything is there, and how it learns of the rest.</summary>
[Trait("Level", "Unit")]
public sealed class WatchingTests
{
    private static readonly CatalogLimits Quick = new() { SettleWait = TimeSpan.Zero, ProgressPace = TimeSpan.Zero };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Page_Is_Shown_As_Soon_As_The_First_Workspace_Is_There()
    {
        var (catalog, gate) = Slow();
        using (catalog)
        {
            var page = await catalog.Catalog.ListAsync(Ann, RepositoryQuery.All, CatalogWait.First, Cancellation);

            Assert.Equal("fast/a", Assert.Single(page.Items).FullName);
            Assert.True(page.Completeness.IsBeingRead);
            Assert.Equal(FailureReason.StillReading, Assert.Single(page.Completeness.Failures).Reason);
            gate.SetResult();
            Assert.Equal(2, (await catalog.ListWhenSettledAsync()).Total);
        }
    }

    [Fact]
    public async Task A_Page_Of_One_Workspace_Waits_For_That_One()
    {
        var (catalog, gate) = Slow();
        using (catalog)
        {
            var page = catalog.Catalog.ListAsync(Ann, RepositoryQuery.All with { Workspace = "slow" }, CatalogWait.First, Cancellation);
            await catalog.Catalog.ListAsync(Ann, RepositoryQuery.All, CatalogWait.First, Cancellation);
            Assert.False(page.IsCompleted);

            gate.SetResult();
            Assert.Equal("slow/b", Assert.Single((await page).Items).FullName);
        }
    }

    [Fact]
    public async Task Whoever_Watches_Is_Told_Of_Changes_Until_The_Reading_Ends()
    {
        var (catalog, gate) = Slow();
        using (catalog)
        {
            await catalog.Catalog.ListAsync(Ann, RepositoryQuery.All, CatalogWait.First, Cancellation);
            var told = new List<CatalogProgress>();
            await foreach (var progress in catalog.Catalog.WatchAsync(Ann, Cancellation))
            {
                told.Add(progress);
                gate.TrySetResult();
            }

            Assert.Equal(new CatalogProgress(1, 2, 1, true), told[0]);
            Assert.Equal(new CatalogProgress(2, 2, 2, false), told[^1]);
        }
    }

    [Fact]
    public async Task Watching_Starts_No_Reading_And_Ends_With_The_Connection()
    {
        var (catalog, gate) = Slow();
        using (catalog)
        {
            await foreach (var progress in catalog.Catalog.WatchAsync(Ann, Cancellation))
            {
                Assert.Equal(CatalogProgress.Nothing, progress);
            }

            Assert.Empty(catalog.Calls);
            await catalog.Catalog.ListAsync(Ann, RepositoryQuery.All, CatalogWait.First, Cancellation);
            var told = new List<CatalogProgress>();
            await foreach (var progress in catalog.Catalog.WatchAsync(Ann, Cancellation))
            {
                told.Add(progress);
                catalog.Catalog.Forget(Ann);
            }

            Assert.Equal(CatalogProgress.Nothing, told[^1]);
            gate.SetResult();
        }
    }

    [Fact]
    public async Task A_Thousand_Views_And_Watchers_Of_One_Person_Are_One_Reading()
    {
        var (catalog, gate) = Slow();
        using (catalog)
        {
            var views = Enumerable.Range(0, 1_000).Select(number => number % 3 == 0
                ? catalog.Catalog.ListAsync(Ann, RepositoryQuery.All, CatalogWait.First, Cancellation)
                : catalog.ListAsync()).ToArray();
            gate.SetResult();
            await Task.WhenAll(views);

            Assert.Equal(["*", "fast", "slow"], catalog.Calls.Order());
        }
    }

    [Fact]
    public async Task A_Refused_List_Of_Workspaces_Keeps_Nobody_Waiting()
    {
        using var catalog = new CatalogUnderTest(Quick) { ListError = new BitbucketError(BitbucketErrorKind.MissingScope, 403, RequiredScopes: ["account"]) };

        var page = await catalog.Catalog.ListAsync(Ann, RepositoryQuery.All, CatalogWait.First, Cancellation);

        Assert.Equal(EmptyReason.MissingScope, page.Empty);
    }

    private static (CatalogUnderTest Catalog, TaskCompletionSource Gate) Slow()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var catalog = new CatalogUnderTest(Quick) { BeforeAsync = workspace => workspace == "slow" ? gate.Task : Task.CompletedTask };
        catalog.Workspaces["fast"] = Page(Repository("a"));
        catalog.Workspaces["slow"] = Page(Repository("b"));
        return (catalog, gate);
    }
}
