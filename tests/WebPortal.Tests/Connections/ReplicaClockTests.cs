using System.Net;
using BitbucketEmulator.Hosting;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>RF-07: a replica whose clock is three hours wrong, in either direction, causes no refresh that was not due.</summary>
[Trait("Level", "PostgreSql")]
public sealed class ReplicaClockTests
{
    private const int Loads = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task One_Refresh_For_Each_Token_That_Really_Expired(int hours)
    {
        await using var right = await PortalApp.StartAsync(DatabaseProvider.PostgreSql, ("Repositories:CacheLifetime", "00:00:00"));
        right.Emulator.Settings = right.Emulator.Settings with { RateLimit = 0 };
        await using var wrong = right.StartReplica();
        wrong.Clock.Advance(TimeSpan.FromHours(hours));
        using var visitor = right.NewVisitor();
        await visitor.SignInAsync("chidi");
        using var elsewhere = wrong.NewVisitor();
        foreach (var (name, value) in visitor.Cookies)
        {
            elsewhere.Cookies[name] = value;
        }

        right.Emulator.Journal.Clear();
        await LoadAsync(visitor, elsewhere);
        var early = Refreshes(right);
        right.Emulator.Clock.Advance(TimeSpan.FromHours(2.5));
        await LoadAsync(elsewhere, visitor);
        var late = Refreshes(right);

        TestContext.Current.TestOutputHelper?.WriteLine($"clock {hours:+0;-0} h: {early} refreshes while the token was valid, {late} after it had expired, {4 * Loads} page loads");
        Assert.Equal((0, 1), (early, late));
    }

    private static int Refreshes(PortalApp portal) =>
        portal.Emulator.Journal.Entries.Count(entry => entry.Side == EmulatorSide.Web && entry.Method == "POST");

    private static async Task LoadAsync(params Visitor[] visitors)
    {
        for (var load = 0; load < Loads; load++)
        {
            foreach (var visitor in visitors)
            {
                using var answer = await visitor.GetAsync("/api/v1/repositories?pageSize=10");
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                await visitor.GetAsync("/repositories");
            }
        }

        Cancellation.ThrowIfCancellationRequested();
    }
}
