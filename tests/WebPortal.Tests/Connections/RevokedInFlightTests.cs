using Microsoft.EntityFrameworkCore;
using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>Revoked or deleted while a refresh is in flight, a connection stays gone and the new pair is thrown away; 100 trials.</summary>
public abstract class RevokedInFlightTests : IAsyncLifetime
{
    private const int Trials = 100;

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
    public async Task None_Of_A_Hundred_Comes_Back()
    {
        var cameBack = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            cameBack += await ComesBackAsync(trial) ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Provider}: {Trials} revoked, disconnected or deleted during a refresh, {cameBack} came back");
        Assert.Equal(0, cameBack);
    }

    /// <summary>In turn: revoked by an order, revoked with steps to come, disconnected, deleted; the answer comes before, during or after.</summary>
    private async Task<bool> ComesBackAsync(int trial)
    {
        var connection = await _parts.AddConnectionAsync((await _parts.AddUserAsync($"person-{trial}")).Id, TimeSpan.FromSeconds(-1));
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _parts.Upstream.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return answer.Task;
        };
        var refresh = _parts.Get<ConnectionRefresher>().RefreshAsync(connection.Id, connection.Generation, Cancellation);
        await asked.Task.WaitAsync(Cancellation);

        var ending = Task.Run(() => EndAsync(connection, trial % 4), Cancellation);
        if (trial % 3 == 1)
        {
            await ending;
        }
        else if (trial % 3 == 2)
        {
            await Task.Yield();
        }

        answer.SetResult(StubUpstream.Tokens("access-1", "refresh-1"));
        await ending;
        await refresh;

        await using var database = _parts.Open();
        var row = await database.Connections.AsNoTracking().SingleOrDefaultAsync(row => row.Id == connection.Id, Cancellation);
        return row is not null && (row.State is not (ConnectionState.Ended or ConnectionState.Suspended)
            || row.EndedAt is null
            || (row.State == ConnectionState.Ended && (row.SealedAccessToken ?? row.SealedRefreshToken ?? row.SealedFormerRefreshToken) is not null)
            || await _parts.Get<ConnectionAccess>().IsUsableAsync(connection.Id, Cancellation));
    }

    private async Task EndAsync(Connection connection, int way)
    {
        if (way == 2)
        {
            Assert.True(await _parts.Get<ConnectionEnding>().DisconnectAsync(connection.Id, new AuditActor(connection.OwnerId, null), Cancellation));
            return;
        }

        if (way == 3)
        {
            await using var database = _parts.Open();
            await database.Connections.Where(row => row.Id == connection.Id).ExecuteDeleteAsync(Cancellation);
            return;
        }

        var orders = _parts.Get<RevocationOrders>();
        var order = new ConnectionOrder(ConnectionOrder.Revoke, ConnectionChoice.Of([connection.Id]), SpendsRefreshToken: way == 1);
        var ordered = await orders.OrderAsync(order, new AuditActor(null, null), 1, Cancellation);
        Assert.True(await orders.CarryOutAsync(ordered.RunId!.Value, Cancellation));
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteRevokedInFlightTests : RevokedInFlightTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlRevokedInFlightTests : RevokedInFlightTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
