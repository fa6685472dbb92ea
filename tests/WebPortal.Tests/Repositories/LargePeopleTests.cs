using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WebPortal.Repositories;
using WebPortal.Tests.Bitbucket;
using Xunit;

namespace WebPortal.Tests.Repositories;

/// <summary>People at the edges: in forty workspaces, with twenty thousand repositories, with the right to look only.</summary>
[Trait("Level", "Integration")]
public sealed class LargePeopleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_In_Forty_Workspaces_Is_Read_For_One_Call_Each()
    {
        await using var emulator = await EmulatorHost.StartAsync(cancellationToken: Cancellation);

        var listing = await ListAsync(emulator, "daphne");

        Assert.True(listing.Completeness.IsComplete);
        Assert.Equal((40, 40), (listing.Completeness.WorkspacesRead, listing.Completeness.WorkspacesTotal));
        Assert.Equal(40, emulator.Journal.Entries.Count(entry => entry.Path.StartsWith("/2.0/repositories/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Twenty_Thousand_Repositories_Are_Read_For_Two_Hundred_Calls()
    {
        var options = EmulatorOptions.OnRandomPorts();
        options.Scale.Workspaces = 2;
        options.Scale.People = 2;
        options.Scale.RepositoriesPerWorkspace = 10_000;
        await using var emulator = await EmulatorHost.StartAsync(options, cancellationToken: Cancellation);
        var generated = emulator.World.People[^1];

        var listing = await ListAsync(emulator, generated.Username);

        Assert.True(listing.Completeness.IsComplete, string.Join(' ', listing.Completeness.Failures));
        var visible = generated.Memberships.SelectMany(membership => membership.Workspace.Repositories.Where(repository => membership.AccessTo(repository) > RepositoryAccess.None)).Count();
        Assert.Equal(20_000, visible);
        Assert.Equal(visible, listing.Total);
        Assert.Equal(200, emulator.Journal.Entries.Count(entry => entry.Path.StartsWith("/2.0/repositories/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Somebody_Who_May_Only_Look_Sees_What_They_May_And_Their_Permission()
    {
        await using var emulator = await EmulatorHost.StartAsync(cancellationToken: Cancellation);

        var listing = await ListAsync(emulator, "chidi", withPermissions: true);

        Assert.True(listing.Completeness.IsComplete);
        Assert.Equal(1_239, listing.Total);
        Assert.DoesNotContain(listing.Items, item => item.Slug == "board-minutes");
        Assert.All(listing.Items, item => Assert.Equal(RepositoryPermission.Read, item.Permission));
    }

    [Theory]
    [InlineData(false, "updated_on>=")]
    [InlineData(true, "sort=-updated_on")]
    public async Task A_Large_Workspace_Is_Read_Again_For_One_Call(bool isWished, string question)
    {
        await using var emulator = await EmulatorHost.StartAsync(cancellationToken: Cancellation);
        using var api = new ApiUnderTest(emulator.ApiBaseAddress);
        var (catalog, cache) = Open(emulator, api, "chidi", isWished ? TimeSpan.FromMinutes(5) : TimeSpan.Zero);
        using (cache)
        {
            var person = Guid.NewGuid();
            await catalog.ListAsync(person, RepositoryQuery.All, Cancellation);
            emulator.Journal.Clear();
            if (isWished)
            {
                catalog.ReadAgain(person);
            }

            var listing = await catalog.ListAsync(person, RepositoryQuery.All, Cancellation);
            while (listing.Completeness.IsBeingRead)
            {
                listing = await catalog.ListAsync(person, RepositoryQuery.All, Cancellation);
            }

            Assert.Equal(1_239, listing.Total);
        }

        var calls = emulator.Journal.Entries.Where(entry => entry.Path == "/2.0/repositories/northlight").ToArray();
        Assert.All(calls, call => Assert.Contains(question, Uri.UnescapeDataString(call.Target), StringComparison.Ordinal));
        Assert.InRange(calls.Length, 1, isWished ? 1 : 100);
        Assert.All(calls, call => Assert.DoesNotContain("&page=", call.Target, StringComparison.Ordinal));
    }

    private static async Task<RepositoryListing> ListAsync(EmulatorHost emulator, string username, bool withPermissions = false)
    {
        using var api = new ApiUnderTest(emulator.ApiBaseAddress);
        var (catalog, cache) = Open(emulator, api, username, TimeSpan.FromMinutes(5));
        using (cache)
        {
            var person = Guid.NewGuid();
            if (withPermissions)
            {
                catalog.WantPermissions(person);
            }

            var query = RepositoryQuery.All with { PageSize = 50_000 };
            var listing = await catalog.ListAsync(person, query, Cancellation);
            while (listing.Completeness.IsBeingRead)
            {
                await Task.Yield();
                listing = await catalog.ListAsync(person, query, Cancellation);
            }

            return listing;
        }
    }

    private static (RepositoryCatalog Catalog, CatalogCache Cache) Open(EmulatorHost emulator, ApiUnderTest api, string username, TimeSpan lifetime)
    {
        var token = emulator.IssueTokens(username).AccessToken;
        var source = new RepositorySource(
            (_, _) => Task.FromResult(true),
            (_, page, cancellationToken) => api.For(token).ReadWorkspacesPageAsync(page, cancellationToken),
            (_, page, cancellationToken) => api.For(token).ReadRepositoriesPageAsync(page, cancellationToken),
            (_, workspace, cancellationToken) => api.For(token).GetWorkspaceAsync(workspace, cancellationToken))
        {
            ReadPermissionsPageAsync = (_, page, cancellationToken) => api.For(token).ReadPermissionsPageAsync(page, cancellationToken),
        };
        var cache = new CatalogCache(
            source, api.Addresses, Options.Create(new RepositoriesOptions { CacheLifetime = lifetime }), new CatalogLimits { FirstWait = TimeSpan.FromMinutes(1) }, api.Clock, NullLogger<CatalogCache>.Instance);
        return (new RepositoryCatalog(source, cache), cache);
    }
}
