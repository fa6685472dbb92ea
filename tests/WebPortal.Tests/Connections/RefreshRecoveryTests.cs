using System.Net;
using Microsoft.EntityFrameworkCore;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>What comes back without anybody's help, what is renewed in time, and what is destroyed in time.</summary>
public abstract class RefreshRecoveryTests : ConnectionScene
{
    public static TheoryData<string> Faults => ["429", "500", "502", "503", "html", "empty", "reset", "timeout", "unusable"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_Passing_Fault_Backs_Off_And_Recovers_Alone(string fault)
    {
        var connection = await ConnectExpiredAsync();
        Parts.Upstream.Answer = (_, _) => Fail(fault);

        Assert.Equal(BitbucketErrorKind.Unavailable, (await CallAsync(Parts, connection.Id)).Error?.Kind);
        var tries = new List<TimeSpan>();
        var started = Parts.Clock.GetUtcNow();
        while (tries.Count < 4)
        {
            Parts.Clock.Advance(TimeSpan.FromSeconds(1));
            if (await Parts.Get<RefreshRecovery>().SweepAsync(Cancellation) == 1)
            {
                tries.Add(Parts.Clock.GetUtcNow() - started);
            }
        }

        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Retrying, 5), (row.State, row.FailedRefreshes));
        Assert.Equal(fault switch { "429" => "rate-limited", "unusable" => "unusable-answer", _ => "unavailable" }, row.StateReason);
        Assert.True(tries[1] - tries[0] > tries[0] && tries[3] - tries[2] > tries[1], string.Join(' ', tries));
        Assert.Equal(5, Parts.Upstream.Requests.Count);

        Parts.Upstream.Answer = Bitbucket.AnswerAsync;
        Parts.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await Parts.Get<RefreshRecovery>().SweepAsync(Cancellation));
        row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Healthy, null, 0, null), (row.State, row.StateReason, row.FailedRefreshes, row.NextRefreshAt));
        Assert.Empty(await ReadAuditAsync());
    }

    [Fact]
    public async Task Bitbuckets_Own_Waiting_Time_Is_Kept()
    {
        var connection = await ConnectExpiredAsync();
        Parts.Upstream.Answer = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new(TimeSpan.FromMinutes(30)) } });

        await RefreshAsync(connection);

        Assert.Equal(Parts.Clock.GetUtcNow().AddMinutes(30), (await Parts.ReadAsync(connection.Id)).NextRefreshAt);
    }

    [Fact]
    public async Task With_A_Valid_Access_Token_Nobody_Waits_For_A_Retry_Or_For_Another_Replica()
    {
        var retrying = await ConnectAsync(TimeSpan.FromMinutes(2), "a");
        var elsewhere = await ConnectAsync(TimeSpan.FromMinutes(2), "b", "bogdan");
        await UpdateAsync(retrying.Id, row => (row.State, row.NextRefreshAt) = (ConnectionState.Retrying, Parts.Clock.GetUtcNow().AddMinutes(1)));
        await UpdateAsync(elsewhere.Id, row => (row.LeaseOwner, row.LeaseExpiresAt) = (Guid.NewGuid(), Parts.Clock.GetUtcNow().AddSeconds(10)));

        Assert.NotNull((await CallAsync(Parts, retrying.Id)).Value);
        Assert.NotNull((await CallAsync(Parts, elsewhere.Id)).Value);

        Assert.Equal(0, Bitbucket.Refreshes);
        Assert.Equal(["Bearer access-a", "Bearer access-b"], Parts.Upstream.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task Suspended_And_Ended_Connections_Are_Left_Alone()
    {
        var suspended = await ConnectExpiredAsync("a");
        var ended = await ConnectExpiredAsync("b");
        var past = Parts.Clock.GetUtcNow().AddMinutes(-1);
        await UpdateAsync(suspended.Id, row => (row.State, row.NextRefreshAt, row.RefreshTokenIssuedAt) = (ConnectionState.Suspended, past, past.AddDays(-89)));
        await UpdateAsync(ended.Id, row => (row.State, row.NextRefreshAt, row.RefreshTokenIssuedAt) = (ConnectionState.Ended, past, past.AddDays(-89)));

        Assert.Equal(0, await Parts.Get<RefreshRecovery>().SweepAsync(Cancellation));
        Assert.Equal(0, await Parts.Get<ConnectionKeepAlive>().SweepAsync(Cancellation));
        Assert.Empty(Parts.Upstream.Requests);
    }

    [Fact]
    public async Task What_Does_Not_Open_Waits_Behind_The_Others()
    {
        var connection = await ConnectExpiredAsync();
        await UpdateAsync(connection.Id, row => (row.State, row.NextRefreshAt, row.SealedRefreshToken) = (ConnectionState.Retrying, Parts.Clock.GetUtcNow().AddMinutes(-1), "nonsense"));

        Assert.Equal(1, await Parts.Get<RefreshRecovery>().SweepAsync(Cancellation));
        Assert.Equal(0, await Parts.Get<RefreshRecovery>().SweepAsync(Cancellation));

        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Retrying, Parts.Clock.GetUtcNow().AddMinutes(5)), (row.State, row.NextRefreshAt));
        Assert.Empty(Parts.Upstream.Requests);
    }

    [Fact]
    public async Task A_Former_Token_Is_Destroyed_After_Ten_Minutes()
    {
        var connection = await ConnectExpiredAsync();
        await RefreshAsync(connection);
        Parts.Clock.Advance(TimeSpan.FromMinutes(9.9));
        Assert.Equal(0, await Parts.Get<RefreshRecovery>().DestroyFormerAsync(Cancellation));
        Assert.NotNull((await Parts.ReadAsync(connection.Id)).SealedFormerRefreshToken);

        Parts.Clock.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal(1, await Parts.Get<RefreshRecovery>().DestroyFormerAsync(Cancellation));

        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((null, null), (row.SealedFormerRefreshToken, row.FormerRefreshTokenEndsAt));
        Assert.NotNull(row.SealedRefreshToken);
    }

    [Fact]
    public async Task Unused_For_80_Days_A_Grant_Is_Renewed_And_Unused_For_100_It_Is_Given_Up_Once()
    {
        var connection = await ConnectAsync(TimeSpan.FromHours(2));
        var status = await Parts.Get<ConnectionStatusReader>().FindAsync(connection.Id, Cancellation);
        Assert.Equal(Parts.Clock.GetUtcNow().AddDays(90), status?.DiesUnusedAt);

        Parts.Clock.Advance(TimeSpan.FromDays(80));
        Assert.Equal(1, await Parts.Get<ConnectionKeepAlive>().SweepAsync(Cancellation));
        Assert.Equal(2, (await Parts.ReadAsync(connection.Id)).Generation);

        Parts.Clock.Advance(TimeSpan.FromDays(100));
        Bitbucket.Kill("refresh-r1");
        for (var hour = 0; hour < 5; hour++)
        {
            await CallAsync(Parts, connection.Id);
            await Parts.Get<ConnectionKeepAlive>().SweepAsync(Cancellation);
            await Parts.Get<RefreshRecovery>().SweepAsync(Cancellation);
            Parts.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal((2, 1), (Bitbucket.Refreshes, Bitbucket.Probes));
        Assert.Equal(ConnectionState.ReconnectNeeded, (await Parts.ReadAsync(connection.Id)).State);
        Assert.Equal(["connection-reconnect-needed unauthorized_client"], await ReadAuditAsync());
    }

    [Fact]
    public async Task Grants_Of_One_Day_Are_Renewed_On_Different_Days()
    {
        const int Grants = 40;
        for (var number = 0; number < Grants; number++)
        {
            await ConnectAsync(TimeSpan.FromHours(2), $"{number}");
        }

        Parts.Clock.Advance(TimeSpan.FromDays(75));
        var renewed = new List<int>();
        for (var day = 0; day < 5; day++)
        {
            Parts.Clock.Advance(TimeSpan.FromDays(1));
            var sweep = Parts.Get<ConnectionKeepAlive>().SweepAsync(Cancellation);
            await Eventually.IsTrueAsync(() => PumpAsync(sweep), "the sweep ends", Cancellation);
            renewed.Add(await sweep);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Grants} grants of one day, renewed on days 76 to 80: {string.Join(", ", renewed)}");
        Assert.Equal(Grants, renewed.Sum());
        Assert.All(renewed, count => Assert.InRange(count, 0, Grants - 10));
        await using var database = Parts.Open();
        Assert.Equal(Grants, await database.Connections.CountAsync(row => row.Generation == 2, Cancellation));
    }

    private static Task<HttpResponseMessage> Fail(string fault) => fault switch
    {
        "html" => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>down</html>") }),
        "empty" => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)),
        "reset" => throw new HttpRequestException("reset"),
        "timeout" => throw new TaskCanceledException(),
        "unusable" => Task.FromResult(StubUpstream.Json(HttpStatusCode.OK, """{"access_token":"x","token_type":"mac"}""")),
        var status => Task.FromResult(new HttpResponseMessage((HttpStatusCode)int.Parse(status, null)) { Content = new StringContent("down") }),
    };

    /// <summary>Lets the time between two calls of the background work pass.</summary>
    private Task<bool> PumpAsync(Task sweep)
    {
        Parts.Clock.Advance(TimeSpan.FromMilliseconds(250));
        return Task.FromResult(sweep.IsCompleted);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteRefreshRecoveryTests : RefreshRecoveryTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlRefreshRecoveryTests : RefreshRecoveryTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
