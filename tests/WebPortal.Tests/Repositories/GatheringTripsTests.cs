using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WebPortal.Repositories;
using WebPortal.Tests.Bitbucket;
using Xunit;

namespace WebPortal.Tests.Repositories;

/// <summary>How many upstream trips a first reading takes: calls are held until all that belong to one trip have arrived.</summary>
[Trait("Level", "Integration")]
public sealed class GatheringTripsTests
{
    [Fact]
    public async Task A_Thousand_Repositories_Take_Two_Trips_And_Ten_Calls_After_The_List_Of_Workspaces()
    {
        await using var trips = new Trips(1, 1, 9);
        var listing = await trips.ListAsync(["big"], _ => 1_000);

        Assert.Equal(1_000, listing.Total);
        Assert.True(listing.Completeness.IsComplete);
        Assert.Equal(10, trips.Upstream.Journal.Count(entry => entry.Path == "/2.0/repositories/big"));
    }

    [Fact]
    public async Task All_Workspaces_Together_Take_Three_Trips()
    {
        await using var trips = new Trips(1, 4, 8);
        var listing = await trips.ListAsync(["a", "b", "c", "d"], _ => 250);

        Assert.Equal(1_000, listing.Total);
        Assert.Equal(1 + 4 + 8, trips.Upstream.Journal.Count);
    }

    [Fact]
    public async Task First_Pages_Of_All_Workspaces_Come_Before_Further_Pages_Of_Any()
    {
        await using var trips = new Trips(1, 24, 16);
        var listing = await trips.ListAsync([.. Enumerable.Range(10, 40).Select(number => $"w{number}")], _ => 150);

        Assert.Equal(40 * 150, listing.Total);
        var repositories = trips.Upstream.Journal.Where(entry => entry.Path != "/2.0/user/workspaces").Select(entry => entry.Target.Contains("&page=", StringComparison.Ordinal)).ToArray();

        // Calls that begin in order may overtake each other on the way, but not by far.
        Assert.All(repositories.Take(24), isFurther => Assert.False(isFurther));
        Assert.InRange(repositories.Take(40).Count(isFurther => isFurther), 0, 8);
    }

    /// <summary>An upstream that answers the calls of a trip only when all of them are there; calls after the last trip are answered at once.</summary>
    private sealed class Trips(params int[] sizes) : IAsyncDisposable
    {
        private readonly TaskCompletionSource[] gates = [.. sizes.Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        private readonly ConcurrentDictionary<string, PagedUpstream> lists = new();
        private string[] workspaces = [];
        private int arrived;

        public UpstreamDouble Upstream { get; private set; } = null!;

        public async Task<RepositoryListing> ListAsync(string[] names, Func<string, int> sizeOf)
        {
            workspaces = names;
            Upstream = await UpstreamDouble.StartAsync(AnswerAsync);
            using var api = new ApiUnderTest(Upstream.ApiBase);
            var source = new RepositorySource(
                (_, _) => Task.FromResult(true),
                (_, page, token) => api.Api.ReadWorkspacesPageAsync(page, token),
                (_, page, token) => api.Api.ReadRepositoriesPageAsync(page, token),
                (_, workspace, token) => api.Api.GetWorkspaceAsync(workspace, token));
            Array.ForEach(names, name => lists[name] = new PagedUpstream(sizeOf(name)));
            using var cache = new CatalogCache(source, api.Addresses, Options.Create(new RepositoriesOptions()), new CatalogLimits(), api.Clock, NullLogger<CatalogCache>.Instance);
            return await new RepositoryCatalog(source, cache).ListAsync(Guid.NewGuid(), RepositoryQuery.All, TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            Array.ForEach(gates, gate => gate.TrySetResult());
            await Upstream.DisposeAsync();
        }

        private async Task AnswerAsync(HttpContext context)
        {
            var number = Interlocked.Increment(ref arrived);
            var trip = 0;
            var last = sizes[0];
            while (number > last && ++trip < sizes.Length)
            {
                last += sizes[trip];
            }

            if (trip < sizes.Length)
            {
                if (number == last)
                {
                    gates[trip].SetResult();
                }

                await gates[trip].Task.WaitAsync(context.RequestAborted);
            }

            if (context.Request.Path.Value!.EndsWith("/user/workspaces", StringComparison.Ordinal))
            {
                await UpstreamDouble.WriteJsonAsync(context, $$"""{"values":[{{string.Join(',', workspaces.Select(name => $$$"""{"workspace":{"slug":"{{{name}}}"}}"""))}}]}""");
                return;
            }

            await lists[context.Request.Path.Value!.Split('/')[^1]].AnswerAsync(context);
        }
    }
}
