using WebPortal.Bitbucket;
using WebPortal.Repositories;
using Xunit;
using static WebPortal.Tests.Repositories.CatalogUnderTest;

namespace WebPortal.Tests.Repositories;

[Trait("Level", "Unit")]
public sealed class CatalogCacheTests
{
    [Fact]
    public async Task Sixty_Four_Viewers_Cause_One_Reading()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("a"));
        var gate = new TaskCompletionSource();
        catalog.BeforeAsync = _ => gate.Task;

        var viewers = Enumerable.Range(0, 64).Select(_ => catalog.ListAsync()).ToArray();
        gate.SetResult();
        var listings = await Task.WhenAll(viewers);

        Assert.All(listings, listing => Assert.Single(listing.Items));
        Assert.Equal(["*", "acme"], catalog.Calls);
    }

    [Fact]
    public async Task A_Reading_Goes_On_When_The_First_Viewer_Leaves()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("a"));
        var gate = new TaskCompletionSource();
        catalog.BeforeAsync = _ => gate.Task;
        using var leaving = new CancellationTokenSource();
        var first = catalog.Catalog.ListAsync(Ann, RepositoryQuery.All, leaving.Token);
        var second = catalog.ListAsync();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Single((await second).Items);
        Assert.Equal(["*", "acme"], catalog.Calls);
    }

    [Fact]
    public async Task Fresh_Data_Causes_No_Call_And_Stale_Data_Is_Shown_At_Once_While_It_Is_Read_Again()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("old"));
        var readAt = catalog.Clock.GetUtcNow();
        await catalog.ListAsync();
        catalog.Clock.Advance(TimeSpan.FromMinutes(4));
        await catalog.ListAsync();
        Assert.Equal(2, catalog.Calls.Count);

        var gate = new TaskCompletionSource();
        catalog.BeforeAsync = _ => gate.Task;
        catalog.Workspaces["acme"] = Page(Repository("new"));
        catalog.Clock.Advance(TimeSpan.FromMinutes(1));
        var stale = await catalog.ListAsync();

        Assert.Equal("acme/old", Assert.Single(stale.Items).FullName);
        Assert.Equal(readAt, stale.Completeness.OldestReadAt);
        Assert.True(stale.Completeness.IsBeingRead);

        gate.SetResult();
        var settled = await catalog.ListWhenSettledAsync();
        Assert.Equal("acme/new", Assert.Single(settled.Items).FullName);
        Assert.Equal(["*", "acme", "*", "acme"], catalog.Calls);
    }

    [Fact]
    public async Task A_First_View_Shows_After_A_While_What_Is_There()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["fast"] = Page(Repository("a"));
        catalog.Workspaces["slow"] = Page(Repository("b"));
        var gate = new TaskCompletionSource();
        var fastIsRead = new TaskCompletionSource();
        catalog.BeforeAsync = workspace =>
        {
            if (workspace == "slow")
            {
                fastIsRead.SetResult();
                return gate.Task;
            }

            return Task.CompletedTask;
        };

        var view = catalog.ListAsync();
        await fastIsRead.Task;
        while (!view.IsCompleted)
        {
            catalog.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var partial = await view;
        Assert.True(partial.Completeness.IsBeingRead);
        Assert.Contains(partial.Completeness.Failures, failure => failure is { Workspace: "slow", Reason: FailureReason.StillReading });
        gate.SetResult();
        Assert.Equal(2, (await catalog.ListWhenSettledAsync()).Total);
    }

    [Fact]
    public async Task A_Passing_Failure_Keeps_The_Older_List_With_Its_Age()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("a"), Repository("b"));
        var readAt = catalog.Clock.GetUtcNow();
        await catalog.ListAsync();

        catalog.Workspaces["acme"] = new BitbucketError(BitbucketErrorKind.Unavailable, 502);
        catalog.Clock.Advance(TimeSpan.FromMinutes(6));
        await catalog.ListAsync();
        var listing = await catalog.ListWhenSettledAsync();

        Assert.Equal(2, listing.Total);
        var failure = Assert.Single(listing.Completeness.Failures);
        Assert.Equal((FailureReason.Unavailable, readAt), (failure.Reason, failure.DataFrom));
        Assert.Equal(readAt, listing.Completeness.OldestReadAt);
    }

    [Theory]
    [InlineData(nameof(BitbucketErrorKind.Forbidden))]
    [InlineData(nameof(BitbucketErrorKind.NotFound))]
    [InlineData(nameof(BitbucketErrorKind.Gone))]
    [InlineData(nameof(BitbucketErrorKind.MissingScope))]
    public async Task A_Refusal_Takes_The_Older_List_Away(string kind)
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("a"));
        await catalog.ListAsync();

        catalog.Workspaces["acme"] = new BitbucketError(Enum.Parse<BitbucketErrorKind>(kind));
        catalog.Clock.Advance(TimeSpan.FromMinutes(6));
        await catalog.ListAsync();

        Assert.Empty((await catalog.ListWhenSettledAsync()).Items);
    }

    [Fact]
    public async Task A_Workspace_The_Person_Has_Left_Disappears()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("a"));
        catalog.Workspaces["beta"] = Page(Repository("b"));
        await catalog.ListAsync();

        Assert.True(catalog.Workspaces.TryRemove("beta", out _));
        catalog.Clock.Advance(TimeSpan.FromMinutes(6));
        await catalog.ListAsync();
        var listing = await catalog.ListWhenSettledAsync();

        Assert.Equal("acme", Assert.Single(listing.Workspaces).Slug);
        Assert.True(listing.Completeness.IsComplete);
    }

    [Fact]
    public async Task A_Broken_Workspace_Is_Left_Alone_For_Its_Rest_And_Then_Read_Alone()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("a"));
        catalog.Workspaces["beta"] = new BitbucketError(BitbucketErrorKind.Unavailable);
        await catalog.ListAsync();
        catalog.Clock.Advance(TimeSpan.FromMilliseconds(900));
        await catalog.ListWhenSettledAsync();
        Assert.Equal(3, catalog.Calls.Count);

        // Each further failure doubles the rest.
        catalog.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await catalog.ListWhenSettledAsync();
        catalog.Clock.Advance(TimeSpan.FromMilliseconds(1_900));
        await catalog.ListWhenSettledAsync();
        Assert.Equal(4, catalog.Calls.Count);

        catalog.Workspaces["beta"] = Page(Repository("b"));
        catalog.Clock.Advance(TimeSpan.FromMilliseconds(100));
        var listing = await catalog.ListWhenSettledAsync();

        Assert.True(listing.Completeness.IsComplete);
        Assert.Equal("beta", catalog.Calls.Last());
        Assert.Equal(5, catalog.Calls.Count);
    }

    [Fact]
    public async Task A_Rate_Limit_Silences_The_Connection_Until_Bitbucket_Allows_And_No_Other()
    {
        using var catalog = new CatalogUnderTest(new CatalogLimits { Concurrency = 1 });
        foreach (var workspace in (string[])["a1", "a2", "a3", "a4"])
        {
            catalog.Workspaces[workspace] = Page(Repository("r"));
        }

        catalog.Workspaces["a2"] = new BitbucketError(BitbucketErrorKind.RateLimited, 429, TimeSpan.FromMinutes(20));
        var first = await catalog.ListAsync();
        Assert.Equal(["*", "a1", "a2"], catalog.Calls);
        Assert.Equal(3, first.Completeness.Failures.Count(failure => failure.Reason == FailureReason.RateLimited));

        catalog.Clock.Advance(TimeSpan.FromMinutes(19));
        catalog.Catalog.ReadAgain(Ann);
        await catalog.ListWhenSettledAsync();
        Assert.Equal(3, catalog.Calls.Count);
        await catalog.Catalog.ListAsync(Guid.NewGuid(), RepositoryQuery.All, TestContext.Current.CancellationToken);
        Assert.NotEqual(3, catalog.Calls.Count);

        catalog.Workspaces["a2"] = Page(Repository("r"));
        catalog.Clock.Advance(TimeSpan.FromMinutes(2));
        await catalog.ListAsync();
        Assert.True((await catalog.ListWhenSettledAsync()).Completeness.IsComplete);
    }

    [Fact]
    public async Task An_Ended_Connection_Shows_Nothing_And_Causes_No_Call()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("a"));
        await catalog.ListAsync();

        catalog.Ended.Add(Ann);
        var listing = await catalog.ListAsync();
        Assert.Equal(EmptyReason.ReconnectNeeded, listing.Empty);
        Assert.Empty(listing.Items);
        Assert.Empty(listing.Workspaces);
        Assert.Equal(2, catalog.Calls.Count);

        catalog.Ended.Clear();
        Assert.Single((await catalog.ListAsync()).Items);
        Assert.Equal(4, catalog.Calls.Count);
    }

    [Fact]
    public async Task A_Connection_That_Ends_During_The_Reading_Shows_Nothing()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("a"));
        catalog.BeforeAsync = _ =>
        {
            catalog.Ended.Add(Ann);
            return Task.CompletedTask;
        };

        Assert.Equal(EmptyReason.ReconnectNeeded, (await catalog.ListAsync()).Empty);
    }

    [Fact]
    public async Task A_Wish_To_Read_Again_Is_Granted_Once_In_A_While()
    {
        using var catalog = new CatalogUnderTest();
        catalog.Workspaces["acme"] = Page(Repository("a"));
        await catalog.ListAsync();

        for (var wish = 0; wish < 5; wish++)
        {
            catalog.Catalog.ReadAgain(Ann);
            await catalog.ListAsync();
            await catalog.ListWhenSettledAsync();
        }

        Assert.Equal(4, catalog.Calls.Count);
        catalog.Clock.Advance(TimeSpan.FromSeconds(16));
        catalog.Catalog.ReadAgain(Ann);
        await catalog.ListAsync();
        await catalog.ListWhenSettledAsync();
        Assert.Equal(6, catalog.Calls.Count);
    }

    [Fact]
    public async Task Memory_Is_Bounded_By_Dropping_The_Connections_Used_Longest_Ago()
    {
        using var catalog = new CatalogUnderTest(new CatalogLimits { MostRepositories = 25 });
        catalog.Workspaces["acme"] = Page([.. Enumerable.Range(0, 10).Select(number => Repository($"r{number}"))]);
        var people = Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToArray();
        var token = TestContext.Current.CancellationToken;
        foreach (var person in people)
        {
            await catalog.Catalog.ListAsync(person, RepositoryQuery.All, token);
        }

        Assert.Equal(6, catalog.Calls.Count);
        await catalog.Catalog.ListAsync(people[2], RepositoryQuery.All, token);
        await catalog.Catalog.ListAsync(people[1], RepositoryQuery.All, token);
        Assert.Equal(6, catalog.Calls.Count);
        Assert.Equal(10, (await catalog.Catalog.ListAsync(people[0], RepositoryQuery.All, token)).Total);
        Assert.Equal(8, catalog.Calls.Count);
    }

    [Fact]
    public async Task A_Defect_In_The_Reading_Is_A_Reason_And_Not_A_Hole()
    {
        using var catalog = new CatalogUnderTest { BeforeAsync = _ => throw new InvalidOperationException("broken") };

        var listing = await catalog.ListAsync();

        Assert.Equal(EmptyReason.NothingReadable, listing.Empty);
        Assert.Equal(FailureReason.Unavailable, Assert.Single(listing.Completeness.Failures).Reason);
    }
}
