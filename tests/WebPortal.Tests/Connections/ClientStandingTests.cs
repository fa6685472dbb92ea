using Microsoft.EntityFrameworkCore;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>A wrong client secret is one alarm, changes no connection, and is over when the secret is right.</summary>
public abstract class ClientStandingTests : ConnectionScene
{
    private const int People = 200;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Five_Minutes_With_A_Wrong_Secret_Change_Nothing_For_200_People()
    {
        for (var number = 0; number < People; number++)
        {
            await ConnectExpiredAsync($"{number}");
        }

        var before = await ReadAllAsync();
        Bitbucket.RefusesClient = true;
        await using var replica = StartReplica();
        for (var elapsed = TimeSpan.Zero; elapsed < TimeSpan.FromMinutes(5); elapsed += Step)
        {
            await EverybodyCallsAsync(elapsed.Ticks / Step.Ticks % 2 == 0 ? Parts : replica, before, BitbucketErrorKind.Unavailable);
            await Parts.Get<ConnectionUpkeep>().WatchClientAsync(Cancellation);
            await replica.Get<ConnectionUpkeep>().WatchClientAsync(Cancellation);
            Assert.Equal(0, await Parts.Get<RefreshRecovery>().SweepAsync(Cancellation));
            Parts.Clock.Advance(Step);
            replica.Clock.Advance(Step);
        }

        Assert.Equivalent(before, await ReadAllAsync(), strict: true);
        Assert.Equal(["client-refused refused"], await ReadAuditAsync());
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{People} people, five minutes of a wrong secret: 0 connections changed, 1 alarm, {Bitbucket.Refreshes} refreshes and {Bitbucket.Probes} probes sent");
        Assert.InRange(Bitbucket.Refreshes + Bitbucket.Probes, 2, 50);

        Bitbucket.RefusesClient = false;
        Parts.Clock.Advance(ClientStandingStore.ProbeInterval);
        await Parts.Get<ConnectionUpkeep>().WatchClientAsync(Cancellation);
        await EverybodyCallsAsync(Parts, before, null);

        Assert.Equal(["client-refused refused", "client-accepted done"], await ReadAuditAsync());
        Assert.All(await ReadAllAsync(), row => Assert.Equal((ConnectionState.Healthy, 2), (row.State, row.Generation)));
    }

    [Fact]
    public async Task A_Persons_Request_Finds_Out_That_The_Client_Is_Right_Again()
    {
        var connection = await ConnectExpiredAsync();
        Bitbucket.RefusesClient = true;
        Assert.Equal(BitbucketErrorKind.Unavailable, (await CallAsync(Parts, connection.Id)).Error?.Kind);

        Bitbucket.RefusesClient = false;
        var tooEarly = await CallAsync(Parts, connection.Id);
        Parts.Clock.Advance(ClientStandingStore.ProbeInterval);
        var inTime = await CallAsync(Parts, connection.Id);

        Assert.Equal(ClientStandingStore.ProbeInterval, tooEarly.Error?.RetryAfter);
        Assert.NotNull(inTime.Value);
    }

    [Fact]
    public async Task Whoever_Has_A_Valid_Access_Token_Notices_Nothing()
    {
        var expired = await ConnectExpiredAsync();
        var inMargin = await ConnectAsync(TimeSpan.FromMinutes(2), "margin", "bogdan");
        Bitbucket.RefusesClient = true;

        await CallAsync(Parts, expired.Id);

        Assert.NotNull((await CallAsync(Parts, inMargin.Id)).Value);
        await Parts.Get<ConnectionRefresher>().WhenIdleAsync();
        Assert.Equal(1, Bitbucket.Refreshes);
    }

    [Fact]
    public async Task Replicas_That_Find_Out_At_Once_Raise_One_Alarm()
    {
        await using var replica = StartReplica();
        var stores = new[] { Parts.Get<ClientStandingStore>(), replica.Get<ClientStandingStore>() };

        await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => stores[number % 2].MarkRefusedAsync(Cancellation), Cancellation)));
        Assert.Equal(["client-refused refused"], await ReadAuditAsync());

        await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => stores[number % 2].MarkAcceptedAsync(Cancellation), Cancellation)));
        Assert.Equal(["client-refused refused", "client-accepted done"], await ReadAuditAsync());
    }

    [Fact]
    public async Task Of_Eight_Who_Would_Probe_One_Does()
    {
        var store = Parts.Get<ClientStandingStore>();
        await store.MarkRefusedAsync(Cancellation);
        var seen = await store.ReadAsync(Cancellation);
        Assert.False(await store.TryClaimProbeAsync(seen, Cancellation));
        Parts.Clock.Advance(ClientStandingStore.ProbeInterval);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.TryClaimProbeAsync(seen, Cancellation), Cancellation)));

        Assert.Single(claims, won => won);
    }

    private static async Task EverybodyCallsAsync(PortalParts parts, List<Connection> rows, BitbucketErrorKind? expected)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation };
        await Parallel.ForEachAsync(rows, options, async (row, _) => Assert.Equal(expected, (await CallAsync(parts, row.Id)).Error?.Kind));
    }

    private async Task<List<Connection>> ReadAllAsync()
    {
        await using var database = Parts.Open();
        var rows = await database.Connections.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Cancellation);

        // That somebody asked for something is noted all the same.
        rows.ForEach(row => row.LastUsedAt = default);
        return rows;
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteClientStandingTests : ClientStandingTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlClientStandingTests : ClientStandingTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
