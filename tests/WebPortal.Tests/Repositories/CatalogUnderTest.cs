using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WebPortal.Bitbucket;
using WebPortal.Repositories;
using Xunit;

namespace WebPortal.Tests.Repositories;

/// <summary>The catalog over answers held in memory, with a clock that the test moves.</summary>
internal sealed class CatalogUnderTest : IDisposable
{
    public static readonly Guid Ann = Guid.Parse("aaaaaaaa-0000-0000-0000-000000000001");

    private readonly CatalogCache cache;

    public CatalogUnderTest(CatalogLimits? limits = null, TimeSpan? lifetime = null)
    {
        var addresses = new BitbucketAddresses(Options.Create(new BitbucketOptions()));
        var options = Options.Create(new RepositoriesOptions { CacheLifetime = lifetime ?? TimeSpan.FromMinutes(5) });
        var source = new RepositorySource((id, _) => Task.FromResult(!Ended.Contains(id)), ReadWorkspacesAsync, ReadRepositoriesAsync, GetWorkspaceAsync);
        cache = new CatalogCache(source, addresses, options, limits ?? new CatalogLimits(), Clock, NullLogger<CatalogCache>.Instance);
        Catalog = new RepositoryCatalog(source, cache);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public RepositoryCatalog Catalog { get; }

    public HashSet<Guid> Ended { get; } = [];

    /// <summary>What each workspace holds; the list of workspaces is its keys.</summary>
    public ConcurrentDictionary<string, BitbucketResult<BitbucketPage<BitbucketRepository>>> Workspaces { get; } = new();

    /// <summary>What a workspace asked for by itself is called.</summary>
    public ConcurrentDictionary<string, string> Names { get; } = new();

    public BitbucketError? ListError { get; set; }

    /// <summary>Runs before each answer; the tests hold readings here.</summary>
    public Func<string, Task> BeforeAsync { get; set; } = _ => Task.CompletedTask;

    /// <summary>What was asked for: <c>*</c> for the list of workspaces, else the workspace.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public static BitbucketResult<BitbucketPage<BitbucketRepository>> Page(params BitbucketRepository[] repositories) =>
        new BitbucketPage<BitbucketRepository>(repositories, null, null, null, false);

    public static BitbucketRepository Repository(string slug, string? name = null) =>
        new(null, slug, name, null, null, null, null, null, null, null, null, null, null, null);

    public Task<RepositoryListing> ListAsync(RepositoryQuery? query = null) =>
        Catalog.ListAsync(Ann, query ?? RepositoryQuery.All, TestContext.Current.CancellationToken);

    /// <summary>Lists until the background reading has come to its end.</summary>
    public async Task<RepositoryListing> ListWhenSettledAsync()
    {
        var listing = await ListAsync();
        while (listing.Completeness.IsBeingRead)
        {
            await Task.Yield();
            listing = await ListAsync();
        }

        return listing;
    }

    public void Dispose() => cache.Dispose();

    private async Task<BitbucketResult<BitbucketPage<BitbucketWorkspaceAccess>>> ReadWorkspacesAsync(Guid id, ApiAddress address, CancellationToken cancellationToken)
    {
        Calls.Enqueue("*");
        await BeforeAsync("*");
        return ListError is { } error
            ? error
            : new BitbucketPage<BitbucketWorkspaceAccess>(
                [.. Workspaces.Keys.Order().Select(slug => new BitbucketWorkspaceAccess(new BitbucketWorkspace(null, slug, null)))], null, null, null, false);
    }

    private async Task<BitbucketResult<BitbucketPage<BitbucketRepository>>> ReadRepositoriesAsync(Guid id, ApiAddress address, CancellationToken cancellationToken)
    {
        var workspace = address.Value.Segments[^1];
        Calls.Enqueue(workspace);
        await BeforeAsync(workspace);
        return Workspaces[workspace];
    }

    private Task<BitbucketResult<BitbucketWorkspace>> GetWorkspaceAsync(Guid id, WorkspaceSlug workspace, CancellationToken cancellationToken) =>
        Task.FromResult<BitbucketResult<BitbucketWorkspace>>(Names.TryGetValue(workspace.Value, out var name)
            ? new BitbucketWorkspace(null, workspace.Value, name)
            : new BitbucketError(BitbucketErrorKind.NotFound));
}
