using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Administration;

/// <summary>Orders for many connections: what a dry run says is what happens, once, with a record for each.</summary>
public abstract class RevocationOrdersTests : IAsyncLifetime
{
    private PortalParts _parts = null!;
    private AuditActor _administrator = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RevocationOrders Orders => _parts.Get<RevocationOrders>();

    public async ValueTask InitializeAsync()
    {
        _parts = await PortalParts.StartAsync(Provider);
        _administrator = new AuditActor((await _parts.AddUserAsync("zoe")).Id, "192.0.2.1");
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_Dry_Run_Says_Who_And_What_Would_Stop_And_Changes_Nothing()
    {
        var amelia = await ConnectAsync("amelia", TimeSpan.FromHours(1));
        await ConnectAsync("bogdan", TimeSpan.FromHours(2));
        await _parts.Get<SessionStore>().BeginAsync(amelia.OwnerId, null, null, Cancellation);
        await _parts.AddConnectionAsync(_administrator.UserId!.Value, TimeSpan.FromMinutes(5));

        var revoke = await Orders.PreviewAsync(All(ConnectionOrder.Revoke), _administrator.UserId, Cancellation);
        var suspend = await Orders.PreviewAsync(All(ConnectionOrder.Suspend), _administrator.UserId, Cancellation);
        var resume = await Orders.PreviewAsync(All(ConnectionOrder.Resume), _administrator.UserId, Cancellation);

        Assert.Equal((3, 0, 3, 1, true, false), (revoke.Count, revoke.Skipped, revoke.People, revoke.OpenSessions, revoke.IncludesOwn, revoke.SkipsOwn));
        Assert.Equal(["amelia", "bogdan", "zoe"], revoke.First.Select(row => row.OwnerName));
        Assert.Equal(_parts.Clock.GetUtcNow().AddHours(2), revoke.TokensEndAt);
        Assert.Equal((2, 1, false, true), (suspend.Count, suspend.Skipped, suspend.IncludesOwn, suspend.SkipsOwn));
        Assert.Equal((0, 3, (DateTimeOffset?)null), (resume.Count, resume.Skipped, resume.TokensEndAt));
        await using var database = _parts.Open();
        Assert.False(await database.AuditEvents.AnyAsync(Cancellation) || await database.RevocationRuns.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task Revoking_A_Person_Ends_That_Persons_And_Nobody_Elses()
    {
        var amelia = await ConnectAsync("amelia");
        var bogdan = await ConnectAsync("bogdan");
        var handle = await _parts.Get<SessionStore>().BeginAsync(amelia.OwnerId, null, null, Cancellation);

        var run = await CarryOutAsync(new ConnectionOrder(ConnectionOrder.Revoke, ConnectionChoice.Of(new ConnectionFilter(Person: "AMEL"))));

        var row = await _parts.ReadAsync(amelia.Id);
        Assert.Equal((ConnectionState.Ended, "revoked", null, null, null), (row.State, row.EndReason, row.SealedAccessToken, row.SealedRefreshToken, row.SealedFormerRefreshToken));
        Assert.Equal(ConnectionState.Healthy, (await _parts.ReadAsync(bogdan.Id)).State);
        Assert.Null(await _parts.Get<SessionStore>().FindAsync(handle, Cancellation));
        await using var database = _parts.Open();
        var item = await database.RevocationItems.SingleAsync(Cancellation);
        Assert.Equal((run.Id, amelia.Id, 1, false), (item.RunId, item.ConnectionId, item.SessionsEnded, item.WasSkipped));
        Assert.Equal((run.StoppedAt, run.StoppedAt, (DateTimeOffset?)null), (item.StoppedAt, item.DestroyedAt, item.NextAttemptAt));
        Assert.NotNull(run.CompletedAt);
        Assert.Equal("person contains \"AMEL\"", run.Selection);
        var records = await database.AuditEvents.OrderBy(record => record.Id).ToListAsync(Cancellation);
        Assert.Equal(["revocation-ordered", "connection-revoke", "revocation-completed"], records.Select(record => record.Action));
        Assert.Equal((amelia.OwnerId, amelia.Id, $"run {run.Id}; sessions ended: 1"), (records[1].SubjectUserId, records[1].ConnectionId, records[1].Detail));
        Assert.All(records, record => Assert.Equal((_administrator.UserId, "192.0.2.1"), (record.ActorId, record.RemoteAddress)));
    }

    [Fact]
    public async Task Suspending_All_Leaves_Out_The_One_Who_Orders_And_Resuming_Brings_All_Back()
    {
        var amelia = await ConnectAsync("amelia");
        var own = await _parts.AddConnectionAsync(_administrator.UserId!.Value, TimeSpan.FromHours(2));

        await CarryOutAsync(All(ConnectionOrder.Suspend));

        Assert.Equal((ConnectionState.Suspended, "administrator"), ((await _parts.ReadAsync(amelia.Id)).State, (await _parts.ReadAsync(amelia.Id)).StateReason));
        Assert.Equal(ConnectionState.Healthy, (await _parts.ReadAsync(own.Id)).State);

        await CarryOutAsync(All(ConnectionOrder.Resume));

        var row = await _parts.ReadAsync(amelia.Id);
        Assert.Equal((ConnectionState.Healthy, amelia.SealedRefreshToken), (row.State, row.SealedRefreshToken));
    }

    [Fact]
    public async Task No_More_Are_Changed_Than_Were_Confirmed()
    {
        var amelia = await ConnectAsync("amelia");
        await ConnectAsync("amelie");
        var order = new ConnectionOrder(ConnectionOrder.Revoke, ConnectionChoice.Of(new ConnectionFilter(Person: "amel")));

        Assert.Equal(new OrderOutcome(null, 2), await Orders.OrderAsync(order, _administrator, 1, Cancellation));

        Assert.Equal(ConnectionState.Healthy, (await _parts.ReadAsync(amelia.Id)).State);
        await using var database = _parts.Open();
        Assert.False(await database.RevocationRuns.AnyAsync(Cancellation) || await database.AuditEvents.AnyAsync(Cancellation));
        Assert.NotNull((await Orders.OrderAsync(All(ConnectionOrder.Revoke), _administrator, 1, Cancellation)).RunId);
    }

    [Fact]
    public async Task What_Ended_Before_Its_Turn_Is_Skipped_And_Named()
    {
        var first = await ConnectAsync("amelia");
        var second = await ConnectAsync("bogdan");
        var ordered = await Orders.OrderAsync(new ConnectionOrder(ConnectionOrder.Revoke, ConnectionChoice.Of([first.Id, second.Id])), _administrator, 2, Cancellation);
        await _parts.Get<ConnectionEnding>().DisconnectAsync(second.Id, new AuditActor(second.OwnerId, null), Cancellation);

        Assert.True(await Orders.CarryOutAsync(ordered.RunId!.Value, Cancellation));

        Assert.Equal(("revoked", "disconnected"), ((await _parts.ReadAsync(first.Id)).EndReason, (await _parts.ReadAsync(second.Id)).EndReason));
        await using var database = _parts.Open();
        Assert.Equal(second.Id, (await database.RevocationItems.SingleAsync(item => item.WasSkipped, Cancellation)).ConnectionId);
        Assert.Contains("changed: 1; skipped: 1", (await database.AuditEvents.SingleAsync(record => record.Action == "revocation-completed", Cancellation)).Detail);
    }

    [Fact]
    public async Task The_Command_Line_Has_No_Actor_And_The_Records_Say_So()
    {
        await ConnectAsync("amelia");

        var ordered = await Orders.OrderAsync(All(ConnectionOrder.Revoke), null, 1, Cancellation);
        await Orders.CarryOutAsync(ordered.RunId!.Value, Cancellation);

        await using var database = _parts.Open();
        var records = await database.AuditEvents.ToListAsync(Cancellation);
        Assert.All(records, record => Assert.StartsWith($"run {ordered.RunId}, command line;", record.Detail));
        Assert.All(records, record => Assert.Null(record.ActorId));
    }

    [Fact]
    public async Task Two_Thousand_Are_Revoked_Within_Seconds()
    {
        const int Many = 2000;
        await Crowd.ConnectAsync(_parts.Open, _parts.Clock.GetUtcNow(), Many, Cancellation);
        var watch = Stopwatch.StartNew();

        var run = await CarryOutAsync(All(ConnectionOrder.Revoke));

        TestContext.Current.TestOutputHelper?.WriteLine($"{Provider}: {Many} connections revoked {watch.ElapsedMilliseconds} ms after the command");

        // Only against growth out of proportion: the test shares its processors. The five seconds for 10,000 are held by the trials on real processes.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        await using var database = _parts.Open();
        Assert.Equal(Many, run.Total);
        Assert.Equal(Many, await database.Connections.CountAsync(row => row.State == ConnectionState.Ended && row.SealedRefreshToken == null && row.SealedAccessToken == null, Cancellation));
        Assert.Equal(Many, await database.RevocationItems.CountAsync(item => item.StoppedAt != null && item.SessionsEnded == 1, Cancellation));
        Assert.Equal(0, await database.Sessions.CountAsync(session => session.EndedAt == null, Cancellation));
        Assert.Equal(Many, await database.AuditEvents.Where(record => record.Action == "connection-revoke").Select(record => record.ConnectionId).Distinct().CountAsync(Cancellation));
    }

    private static ConnectionOrder All(string action) => new(action, ConnectionChoice.Of(ConnectionFilter.All));

    private async Task<RevocationRun> CarryOutAsync(ConnectionOrder order)
    {
        var ordered = await Orders.OrderAsync(order, _administrator, int.MaxValue, Cancellation);
        Assert.True(await Orders.CarryOutAsync(ordered.RunId!.Value, Cancellation));
        await using var database = _parts.Open();
        return await database.RevocationRuns.SingleAsync(run => run.Id == ordered.RunId, Cancellation);
    }

    private async Task<Connection> ConnectAsync(string name, TimeSpan? lifetime = null) =>
        await _parts.AddConnectionAsync((await _parts.AddUserAsync(name)).Id, lifetime ?? TimeSpan.FromHours(2));
}

[Trait("Level", "Integration")]
public sealed class SqliteRevocationOrdersTests : RevocationOrdersTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlRevocationOrdersTests : RevocationOrdersTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
