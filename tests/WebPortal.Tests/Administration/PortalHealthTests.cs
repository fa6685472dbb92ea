using Microsoft.EntityFrameworkCore;
using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Administration;

/// <summary>The facts that the health page shows, on either database.</summary>
public abstract class PortalHealthTests : IAsyncLifetime
{
    private PortalParts _parts = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _parts = await PortalParts.StartAsync(Provider);

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_New_Installation_Has_Nothing_To_Report()
    {
        await _parts.Get<AuditFeed>().CatchUpAsync(Cancellation);

        var report = await ReadAsync();

        Assert.Equal((Provider.ToString(), 0), (report.Storage.Provider, report.Storage.PendingMigrations.Count));
        Assert.Equal((null, true, true), (report.Client.WrongSince, report.IsFeedFresh, report.KeepsAlive));
        Assert.Equal(64, report.Keys.CertificateThumbprint.Length);
        Assert.Equal((0, 0, 0, 0), (report.Connections.Living, report.Dying, report.DyingSoon, report.Keys.WaitingForLost));
        Assert.Empty(report.Retrying);
        Assert.Empty(report.Incidents);
        Assert.Empty(report.Leftovers);
    }

    [Fact]
    public async Task A_Feed_That_Was_Not_Read_Lately_Is_Not_Fresh() => Assert.False((await ReadAsync()).IsFeedFresh);

    [Fact]
    public async Task A_Refused_Client_Is_Told_With_Its_History()
    {
        await _parts.Get<ClientStandingStore>().MarkRefusedAsync(Cancellation);
        var refused = await ReadAsync();
        await _parts.Get<ClientStandingStore>().MarkAcceptedAsync(Cancellation);
        var accepted = await ReadAsync();

        Assert.NotNull(refused.Client.WrongSince);
        Assert.Null(accepted.Client.WrongSince);
        Assert.Equal([AuditActions.ClientAccepted, AuditActions.ClientRefused], accepted.ClientEvents.Select(happened => happened.Action));
    }

    [Fact]
    public async Task Connections_Are_Counted_By_State_Once_A_Minute()
    {
        await AddAsync("healthy");
        await AddAsync("suspended", row => row.State = ConnectionState.Suspended);
        var first = (await ReadAsync()).Connections;
        await AddAsync("another");
        var kept = (await ReadAsync()).Connections;
        _parts.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = (await ReadAsync()).Connections;

        Assert.Equal((1, 1, 2), (first.Of("Healthy"), first.Of("Suspended"), first.Living));
        Assert.Same(first, kept);
        Assert.Equal(3, later.Living);
    }

    [Fact]
    public async Task What_Dies_Soon_Is_Counted_And_What_Bitbucket_Refused_Is_Not()
    {
        await AddAsync("today", row => row.RefreshTokenIssuedAt = Ago(89));
        await AddAsync("next week", row => row.RefreshTokenIssuedAt = Ago(80));
        await AddAsync("refused", row => (row.State, row.RefreshTokenIssuedAt) = (ConnectionState.ReconnectNeeded, Ago(89)));

        var report = await ReadAsync();

        Assert.Equal((2, 1), (report.Dying, report.DyingSoon));
    }

    [Fact]
    public async Task Retries_Stand_In_Their_Order()
    {
        var now = _parts.Clock.GetUtcNow();
        await AddAsync("later", row => (row.State, row.NextRefreshAt) = (ConnectionState.Retrying, now.AddMinutes(9)));
        await AddAsync("sooner", row => (row.State, row.NextRefreshAt, row.FailedRefreshes) = (ConnectionState.Retrying, now.AddMinutes(1), 3));

        var retrying = (await ReadAsync()).Retrying;

        Assert.Equal(["sooner", "later"], retrying.Select(row => row.OwnerName));
        Assert.Equal(3, retrying[0].FailedRefreshes);
    }

    [Fact]
    public async Task An_Incident_Is_Told_With_Person_Connection_And_Generation()
    {
        var connection = await AddAsync("amelia");
        await using (var database = _parts.Open())
        await using (var transaction = await database.Database.BeginTransactionAsync(Cancellation))
        {
            var owner = await database.Connections.Where(row => row.Id == connection).Select(row => row.OwnerId).SingleAsync(Cancellation);
            var entry = new AuditEntry(AuditActions.UnspentRefused, "invalid_grant", SubjectUserId: owner, ConnectionId: connection, Detail: "generation 7");
            await _parts.Get<AuditLog>().AppendAsync(database, entry, Cancellation);
            await transaction.CommitAsync(Cancellation);
        }

        var incident = Assert.Single((await ReadAsync()).Incidents);

        Assert.Equal(("amelia", connection, "generation 7"), (incident.OwnerName, incident.ConnectionId, incident.Detail));
    }

    [Fact]
    public async Task Steps_That_Were_Given_Up_Are_Told_By_Run()
    {
        var run = Guid.NewGuid();
        await using (var database = _parts.Open())
        {
            database.RevocationRuns.Add(new RevocationRun { Id = run, Action = RevocationAction.Revoke, OrderedAt = Ago(1), Selection = "all", Total = 2 });
            database.RevocationItems.AddRange(
                new RevocationItem { RunId = run, ConnectionId = Guid.NewGuid(), SpendState = RevocationStepState.Failed },
                new RevocationItem { RunId = run, ConnectionId = Guid.NewGuid(), SpendState = RevocationStepState.Done });
            await database.SaveChangesAsync(Cancellation);
        }

        Assert.Equal(new RunLeftover(run, Ago(1), 1), Assert.Single((await ReadAsync()).Leftovers));
    }

    [Fact]
    public async Task Connections_That_Wait_For_Lost_Keys_Are_Counted()
    {
        await AddAsync("amelia", row => (row.State, row.StateReason) = (ConnectionState.ReconnectNeeded, StateReasons.KeysLost));

        Assert.Equal(1, (await ReadAsync()).Keys.WaitingForLost);
    }

    private Task<HealthReport> ReadAsync() => _parts.Get<PortalHealth>().ReadAsync(Cancellation);

    private DateTimeOffset Ago(int days) => _parts.Clock.GetUtcNow().AddDays(-days);

    private async Task<Guid> AddAsync(string name, Action<Connection>? change = null)
    {
        var connection = await _parts.AddConnectionAsync((await _parts.AddUserAsync(name)).Id, TimeSpan.FromHours(2));
        await using var database = _parts.Open();
        change?.Invoke(database.Attach(connection).Entity);
        await database.SaveChangesAsync(Cancellation);
        return connection.Id;
    }
}

[Trait("Level", "Integration")]
public sealed class SqlitePortalHealthTests : PortalHealthTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlPortalHealthTests : PortalHealthTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
