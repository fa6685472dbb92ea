using Microsoft.EntityFrameworkCore;
using WebPortal.Administration;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>Refreshes against suspensions, consents and ends of the same connection.</summary>
public abstract class RefreshRaceTests : ConnectionScene
{
    private readonly TaskCompletionSource _asked = new();
    private readonly TaskCompletionSource _go = new();

    [Fact]
    public async Task Suspended_While_A_Refresh_Is_In_Flight_It_Stays_Suspended_And_Keeps_The_New_Pair()
    {
        var connection = await ConnectExpiredAsync();
        var refresh = await StartSlowRefreshAsync(connection);
        await SuspendAsync(connection.Id);
        _go.SetResult();
        await refresh;

        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Suspended, ConnectionState.Healthy, "administrator"), (row.State, row.StateBeforeSuspension, row.StateReason));
        Assert.Equal("refresh-r1", RefreshTokenOf(Parts, row));

        await ResumeAsync(connection.Id);
        Assert.NotNull((await CallAsync(Parts, connection.Id)).Value);
    }

    [Theory]
    [InlineData("invalid_grant", ConnectionState.ReconnectNeeded)]
    [InlineData("invalid_scope", ConnectionState.Retrying)]
    public async Task Suspended_While_A_Refresh_Fails_It_Stays_Suspended_And_Is_Lifted_To_What_Came_Of_It(string code, object expected)
    {
        var connection = await ConnectExpiredAsync();
        var refresh = await StartSlowRefreshAsync(connection, () => RotatingBitbucket.Refusal(code));
        await SuspendAsync(connection.Id);
        _go.SetResult();
        await refresh;

        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Suspended, "administrator", (ConnectionState)expected), (row.State, row.StateReason, row.StateBeforeSuspension));
    }

    [Fact]
    public async Task Ended_While_A_Refresh_Is_In_Flight_The_Pair_Is_Thrown_Away()
    {
        var connection = await ConnectExpiredAsync();
        var refresh = await StartSlowRefreshAsync(connection);
        await Parts.Get<RevocationOrders>().RevokeAsync(connection.Id, Cancellation);
        _go.SetResult();

        Assert.IsType<RefreshOutcome.ReconsentRequired>(await refresh);
        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Ended, null, null, null), (row.State, row.SealedAccessToken, row.SealedRefreshToken, row.SealedFormerRefreshToken));
    }

    [Fact]
    public async Task A_Consent_While_A_Refresh_Is_Refused_Is_Not_Condemned()
    {
        var connection = await ConnectExpiredAsync();
        var refresh = await StartSlowRefreshAsync(connection, () => RotatingBitbucket.Refusal("invalid_grant"));
        await Parts.AddConnectionAsync(connection.OwnerId, TimeSpan.FromHours(2), "new-consent");
        _go.SetResult();
        await refresh;

        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Healthy, "refresh-new-consent"), (row.State, RefreshTokenOf(Parts, row)));
        Assert.Empty(await ReadAuditAsync());
    }

    [Fact]
    public async Task Fifty_Parallel_Changes_Of_One_Connection_Lose_Nothing()
    {
        Bitbucket.Grace = TimeSpan.Zero;
        var connection = await ConnectExpiredAsync();
        await using var replica = StartReplica();
        var changes = Enumerable.Range(0, 50).Select(number => Task.Run(() => ChangeAsync(number, connection.Id, number % 2 == 0 ? Parts : replica), Cancellation)).ToList();
        await FinishAsync(changes, replica);
        await ResumeAsync(connection.Id);

        var row = await Parts.ReadAsync(connection.Id);
        TestContext.Current.TestOutputHelper?.WriteLine($"50 changes: generation {row.Generation}, {Bitbucket.Refreshes} refreshes, 0 lost");
        Assert.Equal((ConnectionState.Healthy, null), (row.State, row.LeaseOwner));
        Assert.Equal(Bitbucket.Newest.Length == 0 ? "refresh-0" : Bitbucket.Newest, RefreshTokenOf(Parts, row));
        Assert.Equal(Bitbucket.Refreshes + 1, row.Generation);
        Assert.IsType<RefreshOutcome.Refreshed>(await RefreshAsync(row));
    }

    [Fact]
    public async Task Fifty_Parallel_Changes_And_An_End_Leave_It_Ended()
    {
        var connection = await ConnectExpiredAsync();
        await using var replica = StartReplica();
        var changes = Enumerable.Range(0, 50).Select(number => Task.Run(
            () => number == 25 ? Parts.Get<RevocationOrders>().RevokeAsync(connection.Id, Cancellation) : ChangeAsync(number, connection.Id, number % 2 == 0 ? Parts : replica),
            Cancellation)).ToList();
        await FinishAsync(changes, replica);

        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Ended, null, null, null), (row.State, row.SealedAccessToken, row.SealedRefreshToken, row.LeaseOwner));
        Assert.Contains("connection-revoke done", await ReadAuditAsync());
    }

    /// <summary>Whoever lost the race for the lease waits by the test's clock.</summary>
    private async Task FinishAsync(List<Task> changes, PortalParts replica)
    {
        var all = Task.WhenAll(changes);
        await Eventually.IsTrueAsync(
            () =>
            {
                Parts.Clock.Advance(TimeSpan.FromMilliseconds(50));
                replica.Clock.Advance(TimeSpan.FromMilliseconds(50));
                return Task.FromResult(all.IsCompleted);
            },
            "all changes end",
            Cancellation);
        await all;
    }

    private async Task ChangeAsync(int number, Guid connectionId, PortalParts parts)
    {
        switch ((number + 2) % 5)
        {
            case 0:
                await SuspendAsync(connectionId);
                break;
            case 1:
                await ResumeAsync(connectionId);
                break;
            case 2:
                await CallAsync(parts, connectionId);
                break;
            default:
                var row = await parts.ReadAsync(connectionId);
                await parts.Get<ConnectionRefresher>().RefreshAsync(row.Id, row.Generation, Cancellation);
                break;
        }
    }

    private async Task<Task<RefreshOutcome>> StartSlowRefreshAsync(Connection connection, Func<HttpResponseMessage>? answer = null)
    {
        Parts.Upstream.Answer = async (request, cancellationToken) =>
        {
            if (!RotatingBitbucket.IsRefresh(request))
            {
                return await Bitbucket.AnswerAsync(request, cancellationToken);
            }

            _asked.TrySetResult();
            await _go.Task;
            return answer?.Invoke() ?? await Bitbucket.AnswerAsync(request, cancellationToken);
        };
        var refresh = RefreshAsync(connection);
        await _asked.Task.WaitAsync(Cancellation);
        return refresh;
    }

    private async Task SuspendAsync(Guid connectionId)
    {
        await using var database = Parts.Open();
        await database.Connections.Where(row => row.Id == connectionId && (row.State == ConnectionState.Healthy || row.State == ConnectionState.Retrying)).ExecuteUpdateAsync(
            update => update
                .SetProperty(row => row.StateBeforeSuspension, row => row.State)
                .SetProperty(row => row.State, ConnectionState.Suspended)
                .SetProperty(row => row.StateReason, "administrator"),
            Cancellation);
    }

    private async Task ResumeAsync(Guid connectionId)
    {
        await using var database = Parts.Open();
        await database.Connections.Where(row => row.Id == connectionId && row.State == ConnectionState.Suspended).ExecuteUpdateAsync(
            update => update
                .SetProperty(row => row.State, row => row.StateBeforeSuspension ?? ConnectionState.Healthy)
                .SetProperty(row => row.StateBeforeSuspension, (ConnectionState?)null)
                .SetProperty(row => row.StateReason, (string?)null),
            Cancellation);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteRefreshRaceTests : RefreshRaceTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlRefreshRaceTests : RefreshRaceTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
