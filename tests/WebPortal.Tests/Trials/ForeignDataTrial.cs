using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WebPortal.Repositories;
using WebPortal.Tests.Bitbucket;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Trials;

/// <summary>UP-07 at length: fifty people, interleaved views with faults, re-readings and forgotten data; nobody ever sees what is another's.</summary>
[Trait("Level", "Trial")]
public sealed class ForeignDataTrial
{
    private const int People = 50;
    private const int Seed = 41;

    private static readonly Guid[] Everybody = [.. Enumerable.Range(0, People).Select(_ => Guid.NewGuid())];

    private readonly ConcurrentDictionary<Guid, int> generations = new();
    private int faults;

    [Fact]
    public async Task Fifty_People_See_Only_Their_Own()
    {
        var views = TrialRun.Count(3_000, 100_000);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        await using var upstream = await UpstreamDouble.StartAsync(AnswerAsync);
        using var api = new ApiUnderTest(upstream.ApiBase);
        var source = new RepositorySource(
            (_, _) => Task.FromResult(true),
            (id, page, token) => api.For(id.ToString("N")).ReadWorkspacesPageAsync(page, token),
            (id, page, token) => api.For(id.ToString("N")).ReadRepositoriesPageAsync(page, token),
            (id, workspace, token) => api.For(id.ToString("N")).GetWorkspaceAsync(workspace, token));
        using var cache = new CatalogCache(source, api.Addresses, Options.Create(new RepositoriesOptions()), new CatalogLimits { MostRepositories = 5_000 }, clock, NullLogger<CatalogCache>.Instance);
        var catalog = new RepositoryCatalog(source, cache);
        var (foreign, shown) = (0, 0);
        using var limit = TrialRun.Limit(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30));
        await Parallel.ForAsync(0, views, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = limit.Token }, async (view, token) =>
        {
            var choice = new Random(Seed + view);
            var person = Everybody[choice.Next(People)];
            Disturb(choice, catalog, clock, person);
            var listing = await catalog.ListAsync(person, RepositoryQuery.All with { PageSize = 1_000 }, view % 2 == 0 ? CatalogWait.First : CatalogWait.Everything, token);
            Interlocked.Add(ref shown, listing.Items.Count);
            var marker = person.ToString("N");
            Interlocked.Add(ref foreign, listing.Items.Count(item => item.Description?.StartsWith(marker, StringComparison.Ordinal) != true || item.HtmlUrl?.EndsWith(marker, StringComparison.Ordinal) != true));
        });

        TrialRun.Report("foreign data", string.Create(CultureInfo.InvariantCulture, $"{views} views by {People} people, seed {Seed}: {shown} repositories shown, {faults} faults, {upstream.Journal.Count} calls, {foreign} foreign markers"));
        Assert.Equal(0, foreign);
        Assert.True(shown > views && faults > 0);
        Assert.All(upstream.Journal, entry => Assert.StartsWith("Bearer ", entry.Authorization, StringComparison.Ordinal));
    }

    private void Disturb(Random choice, RepositoryCatalog catalog, FakeTimeProvider clock, Guid person)
    {
        switch (choice.Next(60))
        {
            case 0:
                catalog.Forget(person);
                break;
            case 1:
                catalog.ReadAgain(person);
                break;
            case 2:
                clock.Advance(TimeSpan.FromMinutes(1));
                break;
            case 3:
                generations.AddOrUpdate(person, 1, (_, before) => before + 1);
                break;
        }
    }

    /// <summary>All people are in a workspace of one name with repositories of the same names; what they say is each person's own. One call in forty fails.</summary>
    private async Task AnswerAsync(HttpContext context)
    {
        var marker = context.Request.Headers.Authorization.ToString()["Bearer ".Length..];
        if (Random.Shared.Next(40) == 0)
        {
            Interlocked.Increment(ref faults);
            await FailAsync(context);
        }
        else if (context.Request.Path.Value == "/2.0/user/workspaces")
        {
            await UpstreamDouble.WriteJsonAsync(context, """{"values":[{"workspace":{"slug":"acme"}},{"workspace":{"slug":"beta"}}]}""");
        }
        else
        {
            await UpstreamDouble.WriteJsonAsync(context, Page(context.Request, marker));
        }
    }

    private static Task FailAsync(HttpContext context)
    {
        switch (Random.Shared.Next(4))
        {
            case 0:
                context.Abort();
                return Task.CompletedTask;
            case 1:
                return UpstreamDouble.WriteJsonAsync(context, "{\"values\":[{\"slug\":\"");
            case 2:
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return Task.CompletedTask;
            default:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return Task.CompletedTask;
        }
    }

    private string Page(HttpRequest request, string marker)
    {
        var page = int.Parse(request.Query["page"].FirstOrDefault("1")!, CultureInfo.InvariantCulture);
        var generation = generations.GetValueOrDefault(Guid.ParseExact(marker, "N"));
        var values = Enumerable.Range((page - 1) * 100, page == 2 ? 30 : 100).Select(number => new
        {
            slug = $"r{number}",
            description = $"{marker} {generation} {number}",
            updated_on = $"2026-01-{1 + (generation % 28):D2}T00:00:{number % 60:D2}.000000+00:00",
            links = new { html = new { href = $"https://bitbucket.org/acme/r{number}?of={marker}" } },
        });
        var next = page == 2 ? "" : $"http://{request.Host}{request.Path}?page=2";
        return JsonSerializer.Serialize(new { values, next, size = 130, pagelen = 100 });
    }
}
