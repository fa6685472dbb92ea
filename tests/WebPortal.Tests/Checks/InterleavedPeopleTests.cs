using System.Net;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>UP-07: two people, two thousand interleaved loads through pages, JSON and refreshes; nobody sees what the other sees.</summary>
[Trait("Level", "Integration")]
public sealed class InterleavedPeopleTests(ITestOutputHelper output)
{
    private const int Loads = 2_000;
    private const int Seed = 7;

    private static readonly (string Person, string Own, string Foreign)[] People =
        [("daphne", "guild-", "vault"), (Seeds.Stranger, "vault", "guild-")];

    [Fact]
    public async Task Nobody_Sees_Anothers_Data()
    {
        await using var portal = await PortalApp.StartAsync();
        portal.Emulator.Settings = portal.Emulator.Settings with { RateLimit = 0 };
        var visitors = new List<Visitor>();
        foreach (var (person, _, _) in People)
        {
            var visitor = portal.NewVisitor();
            await visitor.SignInAsync(person);
            visitors.Add(visitor);
        }

        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        for (var batch = 0; batch < 10; batch++)
        {
            await Task.WhenAll(Enumerable.Range(0, Loads / 10).Select(_ => LoadAsync(visitors, random.Next(2), random.Next(4), random.Next(1, 3))));
            portal.Clock.Advance(TimeSpan.FromMinutes(batch == 5 ? 150 : 6));
            portal.Emulator.Clock.Advance(TimeSpan.FromMinutes(batch == 5 ? 150 : 6));
        }

        visitors.ForEach(visitor => visitor.Dispose());
    }

    private static async Task LoadAsync(List<Visitor> visitors, int who, int what, int page)
    {
        var (_, own, foreign) = People[who];
        var address = what switch
        {
            0 => $"/repositories?page={page}",
            1 => $"/api/v1/repositories?page={page}&pageSize=20",
            2 => "/api/v1/workspaces",
            _ => $"/repositories?query={own}",
        };
        using var answer = await visitors[who].GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore, address);
        Assert.DoesNotContain(foreign, text, StringComparison.Ordinal);
        if (what is 2 or 3)
        {
            Assert.Contains(own, text, StringComparison.Ordinal);
        }
    }
}
