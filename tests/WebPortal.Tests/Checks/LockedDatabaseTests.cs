using System.Diagnostics;
using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>OP-03: somebody else holds SQLite's write lock. Reads go on; writes wait, or say that the portal is busy; nothing is a fault.</summary>
[Trait("Level", "Integration")]
public sealed class LockedDatabaseTests
{
    /// <summary>Twenty seconds as the check says, in a full run.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("WEBPORTAL_TRIALS") == "full" ? 20 : 3);

    private static readonly string[] Reads = ["/", "/repositories", "/account", "/admin/connections", "/admin/audit", "/api/v1/me", "/api/v1/repositories", "/health/ready"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_Go_On_And_A_Write_Waits_For_The_Lock()
    {
        await using var portal = await PortalApp.StartAsync();
        using var visitor = await OpenAsync(portal);

        // Long enough that the times of last use are due: they must hold up nobody.
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        var watch = Stopwatch.StartNew();
        await using var held = await HoldAsync(portal);
        using var other = portal.NewVisitor();
        var write = other.GetAsync("/signin-bitbucket?state=nonsense&code=b");
        var (reads, slowest) = await ReadUntilAsync(visitor, watch);

        Assert.False(write.IsCompleted);
        await held.DisposeAsync();
        using var answer = await write;
        TestContext.Current.TestOutputHelper?.WriteLine($"locked for {watch.Elapsed.TotalSeconds:N1} s: {reads} reads, the slowest {slowest.TotalMilliseconds:N0} ms; the write waited and was done");
        Assert.Equal("/signin?reason=unknown-state", answer.Headers.Location?.OriginalString);
        await using var database = portal.OpenDatabase();
        Assert.Equal(1, await database.AuditEvents.CountAsync(row => row.Outcome == "unknown-state", Cancellation));
    }

    [Fact]
    public async Task A_Write_That_Waited_Too_Long_Says_That_The_Portal_Is_Busy_And_Changes_Nothing()
    {
        await using var portal = await PortalApp.StartAsync();
        using var visitor = await OpenAsync(portal);
        await using var impatient = portal.StartReplica(("Database:ConnectionString", portal.ConnectionString + ";Default Timeout=1"));
        using var person = impatient.NewVisitor();
        foreach (var (name, value) in visitor.Cookies)
        {
            person.Cookies[name] = value;
        }

        var token = await person.ReadFormTokenAsync("/account");
        await using (await HoldAsync(portal))
        {
            using var answer = await person.PostAsync("/signout", ("__RequestVerificationToken", token));
            var page = await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("The portal is busy", page, StringComparison.Ordinal);
            Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter?.Delta);
        }

        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/account")).StatusCode);
        using var again = await person.PostAsync("/signout", ("__RequestVerificationToken", token));
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
    }

    private static async Task<Visitor> OpenAsync(PortalApp portal)
    {
        var visitor = portal.NewVisitor();
        await visitor.SignInAsync(Seeds.Administrator);
        foreach (var address in Reads)
        {
            using var answer = await visitor.GetAsync(address);
        }

        return visitor;
    }

    private static async Task<(int Reads, TimeSpan Slowest)> ReadUntilAsync(Visitor visitor, Stopwatch watch)
    {
        var (reads, slowest) = (0, TimeSpan.Zero);
        while (watch.Elapsed < Held)
        {
            var began = watch.Elapsed;
            using var answer = await visitor.GetAsync(Reads[reads % Reads.Length]);
            var took = watch.Elapsed - began;
            Assert.True((int)answer.StatusCode < 400, $"{Reads[reads % Reads.Length]} answered {answer.StatusCode}");
            Assert.True(took < TimeSpan.FromSeconds(5), $"{Reads[reads % Reads.Length]} took {took}");
            (reads, slowest) = (reads + 1, took > slowest ? took : slowest);
        }

        return (reads, slowest);
    }

    /// <summary>A connection of its own, as another process would have, with a write transaction that is not finished.</summary>
    private static async Task<SqliteConnection> HoldAsync(PortalApp portal)
    {
        var connection = new SqliteConnection(portal.ConnectionString + ";Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE; UPDATE \"AuditHead\" SET \"Sequence\" = \"Sequence\";";
        await begin.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }
}
