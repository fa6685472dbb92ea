using System.Collections.Concurrent;
using System.Globalization;
using System.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WebPortal.Bitbucket;
using WebPortal.Repositories;
using Xunit;

namespace WebPortal.Tests.Repositories;

/// <summary>The catalog over one workspace held in memory that pages, sorts and filters like Bitbucket, and whose repositories the test changes.</summary>
internal sealed class PagedCatalog : IDisposable
{
    public static readonly Guid Ann = Guid.Parse("aaaaaaaa-0000-0000-0000-000000000001");

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly CatalogCache cache;

    public PagedCatalog(int repositories, CatalogLimits? limits = null)
    {
        Repositories = [.. Enumerable.Range(0, repositories).Select(number => New($"r{number:D5}", Start.AddMinutes(10 * number)))];
        var addresses = new BitbucketAddresses(Options.Create(new BitbucketOptions()));
        var source = new RepositorySource((_, _) => Task.FromResult(true), ReadWorkspacesAsync, ReadRepositoriesAsync, (_, workspace, _) => Task.FromResult<BitbucketResult<BitbucketWorkspace>>(new BitbucketWorkspace(null, workspace.Value, "Acme")))
        {
            ReadPermissionsPageAsync = ReadPermissionsAsync,
        };
        Budget = new CallBudget(Clock);
        cache = new CatalogCache(source, addresses, Options.Create(new RepositoriesOptions()), limits ?? new CatalogLimits(), Clock, NullLogger<CatalogCache>.Instance, Budget);
        Catalog = new RepositoryCatalog(source, cache);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public CallBudget Budget { get; }

    public RepositoryCatalog Catalog { get; }

    public List<BitbucketRepository> Repositories { get; set; }

    /// <summary>What Bitbucket counts beyond what it lists.</summary>
    public int Uncounted { get; set; }

    public bool IsNearLimit { get; set; }

    public BitbucketError? Refusal { get; set; }

    /// <summary>Queries of all calls for repositories.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public int PermissionCalls { get; private set; }

    public static BitbucketRepository New(string slug, DateTimeOffset updated, Guid? uuid = null, string? name = null) => new(
        (uuid ?? Guid.NewGuid()).ToString("B"), slug, name ?? slug, $"acme/{slug}", null, true, null, null, null, Text(updated), null, null, null, null);

    public void Change(int index, Func<BitbucketRepository, BitbucketRepository> change, TimeSpan? later = null)
    {
        var newest = Repositories.Max(repository => DateTimeOffset.Parse(repository.UpdatedOn!, CultureInfo.InvariantCulture));
        Repositories[index] = change(Repositories[index]) with { UpdatedOn = Text(newest + (later ?? TimeSpan.FromMinutes(10))) };
    }

    public Task<RepositoryListing> ListAsync() =>
        Catalog.ListAsync(Ann, RepositoryQuery.All with { PageSize = 50_000 }, TestContext.Current.CancellationToken);

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

    /// <summary>Lets the time pass and reads again.</summary>
    /// <returns>What is shown then, and the queries of the calls that it cost.</returns>
    public async Task<(RepositoryListing Listing, string[] Calls)> ReadAgainAsync(TimeSpan later, bool isWished = false)
    {
        Calls.Clear();
        Clock.Advance(later);
        if (isWished)
        {
            Catalog.ReadAgain(Ann);
        }

        return (await ListWhenSettledAsync(), [.. Calls]);
    }

    public void Dispose() => cache.Dispose();

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);

    private Task<BitbucketResult<BitbucketPage<BitbucketWorkspaceAccess>>> ReadWorkspacesAsync(Guid id, ApiAddress address, CancellationToken cancellationToken) =>
        Task.FromResult<BitbucketResult<BitbucketPage<BitbucketWorkspaceAccess>>>(
            new BitbucketPage<BitbucketWorkspaceAccess>([new BitbucketWorkspaceAccess(new BitbucketWorkspace(null, "acme", null))], null, null, null, false));

    private Task<BitbucketResult<BitbucketPage<BitbucketRepository>>> ReadRepositoriesAsync(Guid id, ApiAddress address, CancellationToken cancellationToken)
    {
        var query = HttpUtility.ParseQueryString(address.Value.Query);
        Calls.Enqueue($"sort={query["sort"]} q={query["q"]} page={query["page"]}");
        if (Refusal is { } refusal)
        {
            return Task.FromResult<BitbucketResult<BitbucketPage<BitbucketRepository>>>(refusal);
        }

        IEnumerable<BitbucketRepository> all = Repositories;
        if (query["q"] is { } condition)
        {
            var since = DateTimeOffset.Parse(condition["updated_on>=".Length..], CultureInfo.InvariantCulture);
            all = all.Where(repository => DateTimeOffset.Parse(repository.UpdatedOn!, CultureInfo.InvariantCulture) >= since);
        }

        all = query["sort"] == "slug" ? all.OrderBy(repository => repository.Slug, StringComparer.Ordinal) : all.OrderByDescending(repository => repository.UpdatedOn, StringComparer.Ordinal);
        BitbucketResult<BitbucketPage<BitbucketRepository>> page = PageOf(address, [.. all], int.Parse(query["page"] ?? "1", CultureInfo.InvariantCulture));
        return Task.FromResult(page with { IsNearLimit = IsNearLimit });
    }

    private BitbucketPage<BitbucketRepository> PageOf(ApiAddress address, BitbucketRepository[] all, int page)
    {
        var next = page * 100 < all.Length ? (address.PageNumber is null ? address : ApiAddress.Below(address.Value, "?")).WithPage(page + 1) : null;
        return new BitbucketPage<BitbucketRepository>([.. all.Skip((page - 1) * 100).Take(100)], all.Length + Uncounted, 100, next, false);
    }

    private Task<BitbucketResult<BitbucketPage<BitbucketRepositoryPermission>>> ReadPermissionsAsync(Guid id, ApiAddress address, CancellationToken cancellationToken)
    {
        PermissionCalls++;
        var page = address.PageNumber ?? 1;
        var values = Repositories.Skip((page - 1) * 100).Take(100)
            .Select(repository => new BitbucketRepositoryPermission("write", new(repository.Uuid, repository.FullName))).ToArray();
        var next = page * 100 < Repositories.Count ? (address.PageNumber is null ? address : ApiAddress.Below(address.Value, "?")).WithPage(page + 1) : null;
        return Task.FromResult<BitbucketResult<BitbucketPage<BitbucketRepositoryPermission>>>(
            new BitbucketPage<BitbucketRepositoryPermission>(values, Repositories.Count, 100, next, false));
    }
}
