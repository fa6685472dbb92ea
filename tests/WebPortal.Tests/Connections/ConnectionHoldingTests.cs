using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Authentication;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>Suspend stops use and destroys nothing; resume brings back what was.</summary>
public abstract class ConnectionHoldingTests : IAsyncLifetime
{
    private static readonly AuditActor Portal = new(null, null);

    private PortalParts _parts = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ConnectionHolding Holding => _parts.Get<ConnectionHolding>();

    public async ValueTask InitializeAsync() => _parts = await PortalParts.StartAsync(Provider);

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Suspending_Stops_Use_And_Ends_Sessions_And_Destroys_Nothing()
    {
        var administrator = await _parts.AddUserAsync("zoe");
        var before = await ConnectAsync();
        var sessions = _parts.Get<SessionStore>();
        var handle = await sessions.BeginAsync(before.OwnerId, null, null, Cancellation);

        Assert.True(await Holding.SuspendAsync(before.Id, StateReasons.Administrator, new AuditActor(administrator.Id, "192.0.2.1"), Cancellation));

        var row = await _parts.ReadAsync(before.Id);
        Assert.Equal((ConnectionState.Suspended, "administrator", ConnectionState.Healthy), (row.State, row.StateReason, row.StateBeforeSuspension));
        Assert.Equal(_parts.Clock.GetUtcNow(), row.SuspendedAt);
        Assert.Equal((before.SealedAccessToken, before.SealedRefreshToken, before.Generation), (row.SealedAccessToken, row.SealedRefreshToken, row.Generation));
        Assert.Null(await sessions.FindAsync(handle, Cancellation));
        await CallAsync(row.Id);
        Assert.Empty(_parts.Upstream.Requests);
        await using var database = _parts.Open();
        var record = await database.AuditEvents.SingleAsync(Cancellation);
        Assert.Equal(
            ("connection-suspend", administrator.Id, row.OwnerId, row.Id, "reason: administrator; sessions ended: 1"),
            (record.Action, record.ActorId, record.SubjectUserId, record.ConnectionId, record.Detail));
    }

    [Fact]
    public async Task Suspending_Twice_Keeps_The_First_Reason_And_Record()
    {
        var connection = await ConnectAsync();

        Assert.True(await Holding.SuspendAsync(connection.Id, StateReasons.Administrator, Portal, Cancellation));
        Assert.False(await Holding.SuspendAsync(connection.Id, StateReasons.LeftWorkspaces, Portal, Cancellation));

        Assert.Equal("administrator", (await _parts.ReadAsync(connection.Id)).StateReason);
        await using var database = _parts.Open();
        Assert.Equal(1, await database.AuditEvents.CountAsync(Cancellation));
    }

    [Theory]
    [InlineData("Healthy", null)]
    [InlineData("Retrying", 0)]
    [InlineData("ReconnectNeeded", null)]
    public async Task Resuming_Brings_Back_The_State_From_Before(string state, int? nextRefreshIn)
    {
        var connection = await ConnectAsync();
        await SetAsync(connection.Id, Enum.Parse<ConnectionState>(state));

        Assert.True(await Holding.SuspendAsync(connection.Id, StateReasons.Administrator, null, Cancellation));
        Assert.True(await Holding.ResumeAsync(connection.Id, null, Cancellation));
        Assert.False(await Holding.ResumeAsync(connection.Id, null, Cancellation));

        var row = await _parts.ReadAsync(connection.Id);
        Assert.Equal((state, null, null, null), (row.State.ToString(), row.StateReason, row.SuspendedAt, row.StateBeforeSuspension));
        Assert.Equal(nextRefreshIn is { } seconds ? _parts.Clock.GetUtcNow().AddSeconds(seconds) : null, row.NextRefreshAt);
    }

    [Fact]
    public async Task What_Is_Being_Revoked_Is_Neither_Resumed_Nor_Suspended()
    {
        var connection = await ConnectAsync();
        await using (var database = _parts.Open())
        {
            await database.Connections.BeginRevokingAsync("revoked", _parts.Clock.GetUtcNow(), Cancellation);
        }

        Assert.False(await Holding.ResumeAsync(connection.Id, Portal, Cancellation));
        Assert.False(await Holding.SuspendAsync(connection.Id, StateReasons.Administrator, Portal, Cancellation));

        var row = await _parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Suspended, "being-revoked", connection.Generation + 1), (row.State, row.StateReason, row.Generation));
    }

    [Fact]
    public async Task Nobody_Suspends_Their_Own()
    {
        var connection = await ConnectAsync();

        Assert.False(await Holding.SuspendAsync(connection.Id, StateReasons.Administrator, new AuditActor(connection.OwnerId, null), Cancellation));

        Assert.Equal(ConnectionState.Healthy, (await _parts.ReadAsync(connection.Id)).State);
    }

    [Fact]
    public async Task A_Refresh_In_Flight_Is_Saved_And_The_Suspension_Stays()
    {
        var connection = await ConnectAsync(TimeSpan.FromSeconds(-1));
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        var asked = new TaskCompletionSource();
        _parts.Upstream.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return answer.Task;
        };
        var call = CallAsync(connection.Id);
        await asked.Task.WaitAsync(Cancellation);

        Assert.True(await Holding.SuspendAsync(connection.Id, StateReasons.Administrator, Portal, Cancellation));
        answer.SetResult(StubUpstream.Tokens("access-1", "refresh-1"));

        Assert.Equal(BitbucketErrorKind.Unauthorized, (await call).Error?.Kind);
        var row = await _parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Suspended, ConnectionState.Healthy), (row.State, row.StateBeforeSuspension));
        Assert.Equal("refresh-1", _parts.Get<CredentialSeal>().UnsealRefreshToken(row)?.Reveal());
    }

    private async Task<Connection> ConnectAsync(TimeSpan? lifetime = null) =>
        await _parts.AddConnectionAsync((await _parts.AddUserAsync()).Id, lifetime ?? TimeSpan.FromHours(2));

    private async Task SetAsync(Guid connectionId, ConnectionState state)
    {
        await using var database = _parts.Open();
        await database.Connections.Where(row => row.Id == connectionId)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.State, state), Cancellation);
    }

    private Task<BitbucketResult<BitbucketUser>> CallAsync(Guid connectionId) =>
        _parts.Get<ConnectionAccess>().RunAsync(connectionId, (api, cancel) => api.GetUserAsync(cancel), Cancellation);
}

[Trait("Level", "Integration")]
public sealed class SqliteConnectionHoldingTests : ConnectionHoldingTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlConnectionHoldingTests : ConnectionHoldingTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
