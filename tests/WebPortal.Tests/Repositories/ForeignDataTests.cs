using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WebPortal.Repositories;
using WebPortal.Tests.Bitbucket;
using Xunit;

namespace WebPortal.Tests.Repositories;

[Trait("Level", "Unit")]
public sealed class ForeignDataTests
{
    private static readonly Guid[] People = [Guid.NewGuid(), Guid.NewGuid()];

    [Fact]
    public async Task Two_Thousand_Interleaved_Views_Show_Nobody_A_Foreign_Repository()
    {
        await using var upstream = await UpstreamDouble.StartAsync(AnswerMarkedAsync);
        using var api = new ApiUnderTest(upstream.ApiBase);
        var source = new RepositorySource(
            (_, _) => Task.FromResult(true),
            (id, page, token) => api.For(Marker(id)).ReadWorkspacesPageAsync(page, token),
            (id, page, token) => api.For(Marker(id)).ReadRepositoriesPageAsync(page, token),
            (id, workspace, token) => api.For(Marker(id)).GetWorkspaceAsync(workspace, token));

        // A lifetime of zero makes every view cause readings, so that many of them overlap.
        using var cache = new CatalogCache(
            source, api.Addresses, Options.Create(new RepositoriesOptions { CacheLifetime = TimeSpan.Zero }), new CatalogLimits(), api.Clock, NullLogger<CatalogCache>.Instance);
        var catalog = new RepositoryCatalog(source, cache);
        var seen = 0;
        await Parallel.ForAsync(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = TestContext.Current.CancellationToken }, async (view, token) =>
        {
            var person = People[view % 2];
            if (view % 50 == 0)
            {
                catalog.Forget(person);
            }

            var listing = await catalog.ListAsync(person, RepositoryQuery.All with { PageSize = 1000 }, token);
            Assert.Equal(250, listing.Total);
            Assert.All(listing.Items, item => Assert.StartsWith(Marker(person), item.Description, StringComparison.Ordinal));
            Interlocked.Increment(ref seen);
        });

        Assert.Equal(2_000, seen);
        Assert.All(upstream.Journal, entry => Assert.Contains(entry.Authorization, People.Select(person => "Bearer " + Marker(person))));
    }

    private static string Marker(Guid person) => $"marker-{person:N}";

    /// <summary>Both people see a workspace of the same name, with repositories of the same names; only the description differs.</summary>
    private static Task AnswerMarkedAsync(HttpContext context)
    {
        var marker = context.Request.Headers.Authorization.ToString()["Bearer ".Length..];
        if (context.Request.Path.Value == "/2.0/user/workspaces")
        {
            return UpstreamDouble.WriteJsonAsync(context, """{"values":[{"workspace":{"slug":"acme"}}]}""");
        }

        var page = int.Parse(context.Request.Query["page"].FirstOrDefault("1")!, System.Globalization.CultureInfo.InvariantCulture);
        var values = Enumerable.Range((page - 1) * 100, page == 3 ? 50 : 100).Select(number => new { slug = $"r{number}", description = $"{marker} {number}" });
        var next = page == 3 ? "" : $"http://{context.Request.Host}{context.Request.Path}?page={page + 1}";
        return UpstreamDouble.WriteJsonAsync(context, JsonSerializer.Serialize(new { values, next, size = 250, pagelen = 100 }));
    }
}
