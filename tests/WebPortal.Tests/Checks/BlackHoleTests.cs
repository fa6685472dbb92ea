using System.Diagnostics;
using System.Net;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>UP-11: while Bitbucket swallows every call and two hundred views wait, everything that does not need Bitbucket is served; soon after, so is the rest.</summary>
[Trait("Level", "Integration")]
public sealed class BlackHoleTests(ITestOutputHelper output)
{
    private const int Waiting = 200;

    // Five seconds are the goal and are printed; a busy machine may take longer.
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_Black_Hole_Drags_Nothing_Down_And_Is_Recovered_From()
    {
        await using var portal = await PortalApp.StartAsync(settings: ("Bitbucket:RequestTimeout", "00:00:03"));
        var people = new List<Visitor>();
        foreach (var person in (string[])["bogdan", "chidi", "daphne", "farid", "hana", "iris", "juno", "kofi"])
        {
            people.Add(portal.NewVisitor());
            await people[^1].SignInAsync(person);
        }

        using var administrator = portal.NewVisitor();
        await administrator.SignInAsync(Seeds.Administrator);
        using var anonymous = portal.NewVisitor();
        portal.Emulator.Faults.Add(new FaultRule { Name = "hole", Side = EmulatorSide.Api, AnswerDelay = TimeSpan.FromSeconds(60) });

        var views = Enumerable.Range(0, Waiting).Select(number => people[number % people.Count].GetAsync("/repositories")).ToArray();
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < 10; round++)
        {
            foreach (var (visitor, address) in (IEnumerable<(Visitor, string)>)[(anonymous, "/health/live"), (anonymous, "/"), (administrator, "/admin/connections")])
            {
                var started = Stopwatch.GetTimestamp();
                using var answer = await visitor.GetAsync(address);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
            }
        }

        Assert.All(await Task.WhenAll(views), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        portal.Emulator.Faults.Clear();
        var recovered = await TrialRun.UntilAsync(
            async () => (await people[0].ReadPageAsync("/repositories/vault")).Body!.TextContent.Contains("Vault", StringComparison.Ordinal),
            RecoveryLimit,
            TestContext.Current.CancellationToken);

        output.WriteLine($"slowest of what needs no Bitbucket: {slowest.TotalMilliseconds:F0} ms; recovered after {recovered?.TotalMilliseconds:F0} ms");
        Assert.NotNull(recovered);
        people.ForEach(visitor => visitor.Dispose());
    }
}
