using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>One broken connection must not take the others with it when Bitbucket locks the client out after a replay.</summary>
public abstract class LockOutTests : ConnectionScene
{
    private static readonly TimeSpan AfterGrace = TimeSpan.FromMinutes(11);

    [Fact]
    public async Task A_Refusal_Inside_A_Lock_Out_Is_Retried_Afterwards_And_Then_Decided()
    {
        var good = await ConnectAsync(TimeSpan.FromHours(2), "good");
        var dead = await ConnectAsync(TimeSpan.FromHours(2), "dead");
        Bitbucket.Kill("refresh-dead");
        Bitbucket.LockOut = TimeSpan.FromMinutes(4);
        var broken = await ReplayAsync();

        await RefreshAsync(good);
        await RefreshAsync(dead);

        Assert.Equal(ConnectionState.ReconnectNeeded, (await Parts.ReadAsync(broken.Id)).State);
        foreach (var row in new[] { await Parts.ReadAsync(good.Id), await Parts.ReadAsync(dead.Id) })
        {
            Assert.Equal((ConnectionState.Retrying, "client-locked-out", null), (row.State, row.StateReason, row.SpentAt));
        }

        Parts.Clock.Advance(TimeSpan.FromMinutes(4.9));
        Assert.Equal(0, await Parts.Get<RefreshRecovery>().SweepAsync(Cancellation));
        Parts.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await Parts.Get<RefreshRecovery>().SweepAsync(Cancellation));

        Assert.Equal(ConnectionState.Healthy, (await Parts.ReadAsync(good.Id)).State);
        Assert.Equal(ConnectionState.ReconnectNeeded, (await Parts.ReadAsync(dead.Id)).State);
    }

    [Fact]
    public async Task A_Success_After_The_Replay_Ends_The_Doubt()
    {
        var good = await ConnectAsync(TimeSpan.FromHours(2), "good");
        var dead = await ConnectAsync(TimeSpan.FromHours(2), "dead");
        Bitbucket.Kill("refresh-dead");
        await ReplayAsync();
        Parts.Clock.Advance(TimeSpan.FromSeconds(5));

        await RefreshAsync(good);
        await RefreshAsync(dead);

        Assert.Equal(ConnectionState.ReconnectNeeded, (await Parts.ReadAsync(dead.Id)).State);
    }

    /// <summary>A connection whose token was spent long ago by a process that died before it could save, and that nobody helped in time.</summary>
    private async Task<Connection> ReplayAsync()
    {
        var broken = await ConnectAsync(TimeSpan.FromHours(2), "broken");
        await UpdateAsync(broken.Id, row => row.SpentAt = Parts.Clock.GetUtcNow());
        await Bitbucket.AnswerAsync(new StubUpstream.Recorded(HttpMethod.Post, new Uri("http://localhost"), null, "grant_type=refresh_token&refresh_token=refresh-broken"), Cancellation);
        Parts.Clock.Advance(AfterGrace);
        Assert.IsType<RefreshOutcome.ReconsentRequired>(await RefreshAsync(broken));
        return broken;
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteLockOutTests : LockOutTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlLockOutTests : LockOutTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
