using WebPortal.Connections;
using WebPortal.Data;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>A process that dies at any step of a refresh loses nothing: another one, without anybody's help, brings the connection back.</summary>
/// <remarks>A dead process is one whose clock stands still and whose call never returns.</remarks>
public abstract class CrashPointTests : ConnectionScene
{
    private static readonly TimeSpan Lease = RefreshLease.LengthFor(TimeSpan.FromSeconds(30));

    private readonly TaskCompletionSource<HttpResponseMessage> _never = new();
    private readonly TaskCompletionSource _reached = new();

    [Fact]
    public async Task Dead_Before_The_Claim()
    {
        var connection = await ConnectExpiredAsync();
        await using var next = StartReplica();

        Assert.NotNull((await CallAsync(next, connection.Id)).Value);
        Assert.Equal(1, Bitbucket.Refreshes);
    }

    [Fact]
    public async Task Dead_Between_Claim_And_Call()
    {
        var connection = await ConnectExpiredAsync();
        Parts.Upstream.Answer = (_, _) => HangAsync();

        await DieInRefreshAsync(connection);
        await AssertRecoveredAsync(connection, refreshes: 1, newest: "refresh-r1");
    }

    [Fact]
    public async Task Dead_Between_Answer_And_Save()
    {
        var connection = await ConnectExpiredAsync();
        Parts.Upstream.Answer = async (request, cancellationToken) =>
        {
            await Bitbucket.AnswerAsync(request, cancellationToken);
            return await HangAsync();
        };

        await DieInRefreshAsync(connection);
        await AssertRecoveredAsync(connection, refreshes: 2, newest: "refresh-r2");
    }

    [Fact]
    public async Task Dead_While_The_Store_Refuses_The_Save()
    {
        var connection = await ConnectExpiredAsync();
        Parts.Upstream.Answer = async (request, cancellationToken) =>
        {
            await RefuseWritesAsync();
            _reached.SetResult();
            return await Bitbucket.AnswerAsync(request, cancellationToken);
        };

        await DieInRefreshAsync(connection);
        await UntilASaveFailedAsync();
        await AllowWritesAsync();
        await AssertRecoveredAsync(connection, refreshes: 2, newest: "refresh-r2");
    }

    [Fact]
    public async Task Dead_After_The_Save()
    {
        var connection = await ConnectExpiredAsync();
        await RefreshAsync(connection);
        await using var next = StartReplica();

        Assert.NotNull((await CallAsync(next, connection.Id)).Value);
        Assert.Equal(1, Bitbucket.Refreshes);
    }

    [Fact]
    public async Task The_Holder_That_Was_Thought_Dead_Comes_Back_Too_Late()
    {
        var connection = await ConnectExpiredAsync();
        Parts.Upstream.Answer = async (request, cancellationToken) =>
        {
            var answer = await Bitbucket.AnswerAsync(request, cancellationToken);
            await HangAsync();
            return answer;
        };
        var late = await DieInRefreshAsync(connection);
        await AssertRecoveredAsync(connection, refreshes: 2, newest: "refresh-r2");

        _never.SetResult(new HttpResponseMessage());

        Assert.IsType<RefreshOutcome.Refreshed>(await late);
        Assert.Equal("refresh-r2", RefreshTokenOf(Parts, await Parts.ReadAsync(connection.Id)));
    }

    private async Task<Task<RefreshOutcome>> DieInRefreshAsync(Connection connection)
    {
        var refresh = RefreshAsync(connection);
        await _reached.Task.WaitAsync(Cancellation);
        Assert.NotNull((await Parts.ReadAsync(connection.Id)).LeaseOwner);
        return refresh;
    }

    private Task<HttpResponseMessage> HangAsync()
    {
        _reached.TrySetResult();
        return _never.Task;
    }

    private async Task AssertRecoveredAsync(Connection connection, int refreshes, string newest)
    {
        await using var next = StartReplica();
        Assert.Equal(0, await next.Get<RefreshRecovery>().SweepAsync(Cancellation));
        next.Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await next.Get<RefreshRecovery>().SweepAsync(Cancellation));

        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Healthy, 2, null, null), (row.State, row.Generation, row.LeaseOwner, row.NextRefreshAt));
        Assert.Equal((newest, newest, refreshes), (RefreshTokenOf(next, row), Bitbucket.Newest, Bitbucket.Refreshes));
        Assert.NotNull((await CallAsync(next, connection.Id)).Value);
        Assert.Empty(await ReadAuditAsync());
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteCrashPointTests : CrashPointTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlCrashPointTests : CrashPointTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
