using WebPortal.Bitbucket;
using WebPortal.Repositories;
using Xunit;

namespace WebPortal.Tests.Repositories;

/// <summary>What it costs to read again, and that cheap readings miss nothing that they promise.</summary>
[Trait("Level", "Unit")]
public sealed class RereadingTests
{
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task A_First_Reading_Of_A_Thousand_Costs_Ten_Calls_And_A_Warm_View_None()
    {
        using var catalog = new PagedCatalog(1_000);
        Assert.Equal(1_000, (await catalog.ListAsync()).Total);
        Assert.Equal(10, catalog.Calls.Count);

        await catalog.ListAsync();
        Assert.Equal(10, catalog.Calls.Count);
        Assert.Equal(10, catalog.Budget.Used(PagedCatalog.Ann));
    }

    [Fact]
    public async Task An_Unchanged_Workspace_Costs_One_Call_That_Asks_For_Changes_Only()
    {
        using var catalog = new PagedCatalog(1_000);
        await catalog.ListAsync();

        var (listing, calls) = await catalog.ReadAgainAsync(Stale);

        Assert.StartsWith("sort=-updated_on q=updated_on>=2026-01-07T22:28:00.000000+00:00", Assert.Single(calls), StringComparison.Ordinal);
        Assert.Equal(1_000, listing.Total);
        Assert.Equal(catalog.Clock.GetUtcNow(), listing.Completeness.OldestReadAt);
    }

    [Fact]
    public async Task Changed_Renamed_And_New_Repositories_Are_Merged_Though_Two_Share_A_Microsecond()
    {
        using var catalog = new PagedCatalog(300);
        await catalog.ListAsync();
        catalog.Change(5, repository => repository with { Description = "new words" });
        catalog.Change(7, repository => repository with { Slug = "renamed", Name = "Renamed" }, TimeSpan.Zero);
        catalog.Repositories.Add(PagedCatalog.New("brand-new", DateTimeOffset.Parse(catalog.Repositories[5].UpdatedOn!, null)));

        var (listing, calls) = await catalog.ReadAgainAsync(Stale);

        Assert.Single(calls);
        Assert.Equal(301, listing.Total);
        Assert.Equal("new words", listing.Items.Single(item => item.Slug == "r00005").Description);
        Assert.DoesNotContain(listing.Items, item => item.Slug == "r00007");
        Assert.Single(listing.Items, item => item.Slug == "renamed");
        Assert.Single(listing.Items, item => item.Slug == "brand-new");
    }

    [Fact]
    public async Task A_Change_At_The_Very_Time_Of_The_Newest_Known_Is_Not_Missed()
    {
        using var catalog = new PagedCatalog(300);
        await catalog.ListAsync();
        catalog.Change(3, repository => repository with { Description = "late" }, TimeSpan.Zero);

        Assert.Equal("late", (await catalog.ReadAgainAsync(Stale)).Listing.Items.Single(item => item.Slug == "r00003").Description);
    }

    [Fact]
    public async Task A_Deletion_Is_Found_By_The_Count_At_The_Latest_After_Half_An_Hour_And_At_Once_On_A_Wish()
    {
        using var catalog = new PagedCatalog(300);
        await catalog.ListAsync();
        catalog.Repositories.RemoveAt(10);
        Assert.Equal(300, (await catalog.ReadAgainAsync(Stale)).Listing.Total);

        var (counted, calls) = await catalog.ReadAgainAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(299, counted.Total);
        Assert.Equal(4, calls.Length);

        catalog.Repositories.RemoveAt(20);
        var (wished, _) = await catalog.ReadAgainAsync(TimeSpan.FromMinutes(1), isWished: true);
        Assert.Equal(298, wished.Total);
    }

    [Fact]
    public async Task A_Count_That_Fits_Costs_One_Call_Even_Where_Bitbucket_Counts_More_Than_It_Lists()
    {
        using var catalog = new PagedCatalog(300) { Uncounted = 7 };
        await catalog.ListAsync();

        var (listing, calls) = await catalog.ReadAgainAsync(TimeSpan.FromMinutes(1), isWished: true);

        Assert.Equal("sort=-updated_on q= page=", Assert.Single(calls));
        Assert.Equal(300, listing.Total);
    }

    [Fact]
    public async Task The_Deletion_Of_The_Newest_Is_Found_At_Once()
    {
        using var catalog = new PagedCatalog(300);
        await catalog.ListAsync();
        catalog.Repositories.RemoveAt(299);

        Assert.Equal(299, (await catalog.ReadAgainAsync(Stale)).Listing.Total);
    }

    [Fact]
    public async Task What_Leaves_No_Newer_Time_Is_Found_By_The_Whole_Reading_Every_Six_Hours()
    {
        using var catalog = new PagedCatalog(300);
        await catalog.ListAsync();
        catalog.Repositories[4] = catalog.Repositories[4] with { IsPrivate = false };
        Assert.True((await catalog.ReadAgainAsync(Stale)).Listing.Items.Single(item => item.Slug == "r00004").IsPrivate);

        var (listing, calls) = await catalog.ReadAgainAsync(TimeSpan.FromHours(6));

        Assert.False(listing.Items.Single(item => item.Slug == "r00004").IsPrivate);
        Assert.Equal(3, calls.Length);
    }

    [Fact]
    public async Task A_Workspace_Of_One_Page_Is_Read_Whole_For_The_Same_Single_Call()
    {
        using var catalog = new PagedCatalog(40);
        await catalog.ListAsync();
        catalog.Repositories.RemoveAt(3);

        var (listing, calls) = await catalog.ReadAgainAsync(Stale);

        Assert.Equal("sort=slug q= page=", Assert.Single(calls));
        Assert.Equal(39, listing.Total);
    }

    [Fact]
    public async Task A_Failed_Rereading_Keeps_What_Is_Known_And_A_Refused_Question_Is_Replaced_By_A_Whole_Reading()
    {
        using var catalog = new PagedCatalog(300);
        await catalog.ListAsync();

        catalog.Refusal = new BitbucketError(BitbucketErrorKind.Unavailable, 503);
        var (failed, calls) = await catalog.ReadAgainAsync(Stale);
        Assert.Single(calls);
        Assert.Equal(300, failed.Total);
        Assert.Equal(FailureReason.Unavailable, Assert.Single(failed.Completeness.Failures).Reason);

        catalog.Refusal = new BitbucketError(BitbucketErrorKind.Invalid, 400);
        var (refused, more) = await catalog.ReadAgainAsync(Stale);
        Assert.Equal(2, more.Length);
        Assert.Equal(300, refused.Total);

        catalog.Refusal = null;
        Assert.True((await catalog.ReadAgainAsync(TimeSpan.FromMinutes(6))).Listing.Completeness.IsComplete);
    }

    [Fact]
    public async Task Permissions_Are_Read_When_Somebody_Asks_And_Survive_The_Next_Readings()
    {
        using var catalog = new PagedCatalog(250);
        Assert.All((await catalog.ListAsync()).Items, item => Assert.Null(item.Permission));
        Assert.Equal(0, catalog.PermissionCalls);

        catalog.Catalog.WantPermissions(PagedCatalog.Ann);
        var listing = await catalog.ListWhenSettledAsync();
        Assert.All(listing.Items, item => Assert.Equal(RepositoryPermission.Write, item.Permission));
        Assert.Equal(3, catalog.PermissionCalls);
        Assert.Equal(3, catalog.Budget.Used(PagedCatalog.Ann));

        catalog.Catalog.WantPermissions(PagedCatalog.Ann);
        catalog.Change(9, repository => repository with { Description = "x" });
        Assert.All((await catalog.ReadAgainAsync(Stale)).Listing.Items, item => Assert.Equal(RepositoryPermission.Write, item.Permission));
        Assert.All((await catalog.ReadAgainAsync(TimeSpan.FromHours(6))).Listing.Items, item => Assert.Equal(RepositoryPermission.Write, item.Permission));
        Assert.Equal(3, catalog.PermissionCalls);
    }
}
