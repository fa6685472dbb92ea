using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>The background work as the host runs it, and how it ends.</summary>
public abstract class ConnectionUpkeepTests : ConnectionScene
{
    [Fact]
    public async Task Stopping_Waits_Until_A_Refresh_In_Flight_Is_Stored()
    {
        var connection = await ConnectExpiredAsync();
        var upkeep = Parts.Get<ConnectionUpkeep>();
        var (asked, go) = HoldAnswers();
        await upkeep.StartAsync(Cancellation);
        var refresh = RefreshAsync(connection);
        await asked.Task.WaitAsync(Cancellation);

        var stop = upkeep.StopAsync(Cancellation);
        Assert.False(stop.IsCompleted);
        go.SetResult();
        await stop;

        Assert.True(refresh.IsCompletedSuccessfully);
        Assert.Equal("refresh-r1", RefreshTokenOf(Parts, await Parts.ReadAsync(connection.Id)));
    }

    [Fact]
    public async Task Stopping_Does_Not_Wait_Longer_Than_The_Host()
    {
        var connection = await ConnectExpiredAsync();
        var (asked, go) = HoldAnswers();
        var refresh = RefreshAsync(connection);
        await asked.Task.WaitAsync(Cancellation);
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Parts.Get<ConnectionUpkeep>().StopAsync(limit.Token);

        Assert.False(refresh.IsCompleted);
        go.SetResult();
        await refresh;
    }

    [Fact]
    public async Task What_Is_Due_Is_Retried_Without_Anybody_Asking()
    {
        var connection = await ConnectExpiredAsync();
        await UpdateAsync(connection.Id, row => (row.State, row.NextRefreshAt) = (ConnectionState.Retrying, Parts.Clock.GetUtcNow().AddSeconds(20)));
        var upkeep = Parts.Get<ConnectionUpkeep>();
        await upkeep.StartAsync(Cancellation);
        await Eventually.IsTrueAsync(
            async () =>
            {
                Parts.Clock.Advance(TimeSpan.FromSeconds(2));
                return (await Parts.ReadAsync(connection.Id)).State == ConnectionState.Healthy;
            },
            "the connection is healthy",
            Cancellation);

        await upkeep.StopAsync(Cancellation);
        Assert.Equal(1, Bitbucket.Refreshes);
    }

    private (TaskCompletionSource Asked, TaskCompletionSource Go) HoldAnswers()
    {
        var (asked, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        Parts.Upstream.Answer = async (request, cancellationToken) =>
        {
            asked.TrySetResult();
            await go.Task;
            return await Bitbucket.AnswerAsync(request, cancellationToken);
        };
        return (asked, go);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteConnectionUpkeepTests : ConnectionUpkeepTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlConnectionUpkeepTests : ConnectionUpkeepTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
