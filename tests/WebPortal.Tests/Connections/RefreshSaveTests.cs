using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>Nothing is sent unless it can be saved, and what was brought is saved however long that takes.</summary>
public abstract class RefreshSaveTests : ConnectionScene
{
    [Fact]
    public async Task A_Store_That_Cannot_Be_Written_Means_No_Call_And_No_Change()
    {
        var connection = await ConnectExpiredAsync();
        await RefuseWritesAsync();

        Assert.IsType<RefreshOutcome.TemporarilyUnavailable>(await RefreshAsync(connection));
        Assert.Empty(Parts.Upstream.Requests);

        await AllowWritesAsync();
        Assert.IsType<RefreshOutcome.Refreshed>(await RefreshAsync(connection));
        Assert.Equal(1, Bitbucket.Refreshes);
    }

    [Fact]
    public async Task A_Store_That_Is_Away_For_An_Hour_After_The_Answer_Loses_Nothing()
    {
        var connection = await ConnectExpiredAsync();
        Parts.Upstream.Answer = async (request, cancellationToken) =>
        {
            await RefuseWritesAsync();
            return await Bitbucket.AnswerAsync(request, cancellationToken);
        };
        var refresh = RefreshAsync(connection);
        await UntilASaveFailedAsync();
        for (var minute = 0; minute < 60; minute++)
        {
            Parts.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.False(refresh.IsCompleted);
        await UntilAnotherSaveFailedAsync();
        await AllowWritesAsync();
        await PumpUntilAsync(refresh);

        Assert.IsType<RefreshOutcome.Refreshed>(await refresh);
        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal(("refresh-r1", 1), (RefreshTokenOf(Parts, row), Bitbucket.Refreshes));
        Assert.Null(row.SealedFormerRefreshToken);
    }

    [Fact]
    public async Task A_Pair_At_Hand_Beats_The_Refusal_That_Another_Replica_Got_For_The_Old_One()
    {
        Bitbucket.Grace = TimeSpan.Zero;
        var connection = await ConnectExpiredAsync();
        var (rotated, arrived) = (new TaskCompletionSource(), new TaskCompletionSource());
        Parts.Upstream.Answer = async (request, cancellationToken) =>
        {
            var answer = await Bitbucket.AnswerAsync(request, cancellationToken);
            rotated.SetResult();
            await arrived.Task;
            return answer;
        };
        var refresh = RefreshAsync(connection);
        await rotated.Task.WaitAsync(Cancellation);
        await using var replica = StartReplica();
        replica.Clock.Advance(TimeSpan.FromMinutes(1));
        await replica.Get<RefreshRecovery>().SweepAsync(Cancellation);
        Assert.Equal(ConnectionState.ReconnectNeeded, (await Parts.ReadAsync(connection.Id)).State);

        arrived.SetResult();
        await refresh;

        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Healthy, "refresh-r1"), (row.State, RefreshTokenOf(Parts, row)));
        Assert.Equal(["connection-reconnect-needed unauthorized_client", "connection-recovered done"], await ReadAuditAsync());
    }

    [Fact]
    public async Task The_New_Pair_The_Former_Token_And_The_Clean_State_Come_In_One_Write()
    {
        var connection = await ConnectExpiredAsync();
        await UpdateAsync(connection.Id, row => (row.State, row.StateReason, row.FailedRefreshes) = (ConnectionState.Retrying, "unavailable", 3));

        await RefreshAsync(connection);

        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Healthy, null, 0, null, null), (row.State, row.StateReason, row.FailedRefreshes, row.SpentAt, row.NextRefreshAt));
        Assert.Equal(("refresh-r1", "refresh-0"), (RefreshTokenOf(Parts, row), Parts.Get<CredentialSeal>().UnsealFormerRefreshToken(row)?.Reveal()));
        Assert.Equal(Parts.Clock.GetUtcNow().AddMinutes(10), row.FormerRefreshTokenEndsAt);
        Assert.True(Parts.Get<ConnectionRefresher>().Refreshed.TryRead(out var published));
        Assert.Equal(connection.Id, published);
    }

    [Fact]
    public async Task A_Former_Token_Does_Not_Open_As_The_Current_One()
    {
        var row = await ConnectExpiredAsync();
        var seal = Parts.Get<CredentialSeal>();
        (row.SealedRefreshToken, row.SealedFormerRefreshToken) = (seal.SealFormer(row, new RefreshToken("former")), row.SealedRefreshToken);

        Assert.Null(seal.UnsealRefreshToken(row));
        Assert.Null(seal.UnsealFormerRefreshToken(row));
    }

    [Fact]
    public async Task When_No_New_Refresh_Token_Comes_The_Old_One_Stays_And_Counts_As_Sent()
    {
        var connection = await ConnectExpiredAsync();
        Parts.Upstream.Answer = (_, _) => Task.FromResult(StubUpstream.Tokens("access-1", null));

        await RefreshAsync(connection);

        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal(("refresh-0", Parts.Clock.GetUtcNow()), (RefreshTokenOf(Parts, row), row.SpentAt));
        Assert.Null(row.SealedFormerRefreshToken);
    }

    [Fact]
    public async Task A_Lease_Is_Renewed_While_A_Slow_Call_Runs_So_That_Nobody_Takes_It_Over()
    {
        var connection = await ConnectExpiredAsync();
        var (asked, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        Parts.Upstream.Answer = async (request, cancellationToken) =>
        {
            asked.TrySetResult();
            await go.Task;
            return await Bitbucket.AnswerAsync(request, cancellationToken);
        };
        var refresh = RefreshAsync(connection);
        await asked.Task.WaitAsync(Cancellation);
        await using var replica = StartReplica();
        for (var second = 0; second < 28; second += 4)
        {
            var before = (await Parts.ReadAsync(connection.Id)).LeaseExpiresAt;
            Parts.Clock.Advance(TimeSpan.FromSeconds(4));
            await Eventually.IsTrueAsync(async () => (await Parts.ReadAsync(connection.Id)).LeaseExpiresAt > before, "the lease is renewed", Cancellation);
            replica.Clock.SetUtcNow(Parts.Clock.GetUtcNow());
            Assert.Equal(0, await replica.Get<RefreshRecovery>().SweepAsync(Cancellation));
        }

        go.SetResult();
        await refresh;
        Assert.Equal(1, Bitbucket.Refreshes);
    }

    /// <summary>Lets the pauses between two tries pass.</summary>
    private Task PumpUntilAsync(Task refresh) => Eventually.IsTrueAsync(
        () =>
        {
            Parts.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(refresh.IsCompleted);
        },
        "the refresh ends",
        Cancellation);
}

[Trait("Level", "Integration")]
public sealed class SqliteRefreshSaveTests : RefreshSaveTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlRefreshSaveTests : RefreshSaveTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
