using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>Disconnecting: all in one transaction, only what one may, never twice.</summary>
public abstract class ConnectionEndingTests : IAsyncLifetime
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
    public async Task Disconnecting_Destroys_The_Credential_Ends_The_Sessions_And_Leaves_A_Record()
    {
        var user = await _parts.AddUserAsync();
        var stranger = await _parts.AddUserAsync("zoe");
        var connection = await _parts.AddConnectionAsync(user.Id, TimeSpan.FromHours(2));
        var sessions = _parts.Get<SessionStore>();
        var handle = await sessions.BeginAsync(user.Id, null, null, Cancellation);
        var other = await sessions.BeginAsync(stranger.Id, null, null, Cancellation);

        Assert.True(await _parts.Get<ConnectionEnding>().DisconnectAsync(connection.Id, new AuditActor(user.Id, "192.0.2.1"), Cancellation));

        var row = await _parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Ended, "disconnected"), (row.State, row.EndReason));
        Assert.Null(row.SealedAccessToken);
        Assert.Null(row.SealedRefreshToken);
        Assert.Null(await sessions.FindAsync(handle, Cancellation));
        Assert.NotNull(await sessions.FindAsync(other, Cancellation));
        await using var database = _parts.Open();
        var record = await database.AuditEvents.SingleAsync(Cancellation);
        Assert.Equal(("connection-disconnect", "done", user.Id, user.Id, connection.Id), (record.Action, record.Outcome, record.ActorId, record.SubjectUserId, record.ConnectionId));
    }

    [Fact]
    public async Task Ending_Twice_Changes_Nothing_The_Second_Time()
    {
        var user = await _parts.AddUserAsync();
        var connection = await _parts.AddConnectionAsync(user.Id, TimeSpan.FromHours(2));
        var ending = _parts.Get<ConnectionEnding>();
        var person = new AuditActor(user.Id, null);

        Assert.True(await ending.DisconnectAsync(connection.Id, person, Cancellation));
        Assert.False(await ending.DisconnectAsync(connection.Id, person, Cancellation));

        await using var database = _parts.Open();
        Assert.Equal(1, await database.AuditEvents.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Nobody_Disconnects_Another_Persons_Connection()
    {
        var owner = await _parts.AddUserAsync();
        var stranger = await _parts.AddUserAsync("mallory");
        var connection = await _parts.AddConnectionAsync(owner.Id, TimeSpan.FromHours(2));

        Assert.False(await _parts.Get<ConnectionEnding>().DisconnectAsync(connection.Id, new AuditActor(stranger.Id, null), Cancellation));

        Assert.Equal(ConnectionState.Healthy, (await _parts.ReadAsync(connection.Id)).State);
    }

    [Fact]
    public async Task After_An_End_A_New_Consent_Makes_A_New_Row()
    {
        var user = await _parts.AddUserAsync();
        var first = await _parts.AddConnectionAsync(user.Id, TimeSpan.FromHours(2));
        await _parts.Get<ConnectionEnding>().DisconnectAsync(first.Id, new AuditActor(user.Id, null), Cancellation);

        var second = await _parts.AddConnectionAsync(user.Id, TimeSpan.FromHours(2), "1");
        var again = await _parts.AddConnectionAsync(user.Id, TimeSpan.FromHours(2), "2");

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(second.Id, again.Id);
        Assert.Equal(ConnectionState.Ended, (await _parts.ReadAsync(first.Id)).State);
    }

    [Fact]
    public async Task An_Ended_Connection_Makes_No_Call()
    {
        var user = await _parts.AddUserAsync();
        var connection = await _parts.AddConnectionAsync(user.Id, TimeSpan.FromHours(2));
        await _parts.Get<ConnectionEnding>().DisconnectAsync(connection.Id, new AuditActor(user.Id, null), Cancellation);

        var access = _parts.Get<ConnectionAccess>();
        await access.RunAsync(connection.Id, (api, cancel) => api.GetUserAsync(cancel), Cancellation);

        Assert.False(await access.IsUsableAsync(connection.Id, Cancellation));
        Assert.Empty(_parts.Upstream.Requests);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteConnectionEndingTests : ConnectionEndingTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlConnectionEndingTests : ConnectionEndingTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
