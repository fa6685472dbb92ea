using System.Net;
using Microsoft.EntityFrameworkCore;
using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>RV-03: use stops at once whatever Bitbucket does; the optional steps follow, are tried a bounded number of times, and leave nothing stored.</summary>
public abstract class RevocationStepsTests : IAsyncLifetime
{
    private PortalParts _parts = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RevocationSteps Steps => _parts.Get<RevocationSteps>();

    public async ValueTask InitializeAsync() => _parts = await PortalParts.StartAsync(Provider);

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Use_Stops_At_Once_While_The_Steps_Are_Still_To_Come()
    {
        var connection = await RevokeAsync(spends: true, probes: true);

        var row = await _parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Suspended, "being-revoked", "revoked"), (row.State, row.StateReason, row.EndReason));
        Assert.Equal(_parts.Clock.GetUtcNow(), row.EndedAt);
        Assert.False(await _parts.Get<ConnectionAccess>().IsUsableAsync(connection.Id, Cancellation));
        await _parts.Get<ConnectionAccess>().RunAsync(connection.Id, (api, cancel) => api.GetUserAsync(cancel), Cancellation);
        Assert.Empty(_parts.Upstream.Requests);
        var item = await ItemAsync();
        Assert.Equal((RevocationStepState.Pending, RevocationStepState.Pending), (item.SpendState, item.ProbeState));
    }

    [Fact]
    public async Task The_Refresh_Token_Is_Spent_And_The_New_Pair_Is_Nowhere()
    {
        var connection = await RevokeAsync(spends: true, probes: false);
        _parts.Upstream.Answer = (_, _) => Task.FromResult(StubUpstream.Tokens("access-1", "refresh-1"));

        Assert.Equal(1, await Steps.TakeDueAsync(Cancellation));
        Assert.Equal(0, await Steps.TakeDueAsync(Cancellation));

        Assert.Equal("refresh-0", Assert.Single(_parts.Upstream.Requests).Form("refresh_token"));
        await AssertDestroyedAsync(connection.Id);
        var item = await ItemAsync();
        Assert.Equal((RevocationStepState.Done, RevocationStepState.None, 1), (item.SpendState, item.ProbeState, item.Attempts));
        Assert.Equal((_parts.Clock.GetUtcNow(), _parts.Clock.GetUtcNow(), null), (item.SpentAt, item.DestroyedAt, item.NextAttemptAt));
        await using var database = _parts.Open();
        Assert.NotNull((await database.RevocationRuns.SingleAsync(Cancellation)).CompletedAt);
        Assert.Equal(
            ["revocation-ordered", "connection-revoke", "revocation-stopped", "connection-destroyed", "revocation-completed"],
            await database.AuditEvents.OrderBy(record => record.Id).Select(record => record.Action).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_Refused_Refresh_Token_Was_Dead_Already()
    {
        var connection = await RevokeAsync(spends: true, probes: false);
        _parts.Upstream.Answer = (_, _) => Task.FromResult(StubUpstream.Json(HttpStatusCode.BadRequest, """{"error":"invalid_grant"}"""));

        await Steps.TakeDueAsync(Cancellation);

        Assert.Equal(RevocationStepState.AlreadyDead, (await ItemAsync()).SpendState);
        await AssertDestroyedAsync(connection.Id);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(null)]
    public async Task A_Bitbucket_That_Stays_Away_Is_Asked_Ten_Times_And_Then_Left_For_Administrators(HttpStatusCode? status)
    {
        var connection = await RevokeAsync(spends: true, probes: false);
        _parts.Upstream.Answer = (_, _) => status is { } code
            ? Task.FromResult(StubUpstream.Json(code, "{}"))
            : Task.FromException<HttpResponseMessage>(new HttpRequestException("nobody there"));

        for (var round = 0; round < 30; round++)
        {
            await Steps.TakeDueAsync(Cancellation);
            _parts.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.Equal(RevocationAttempt.MostSpends, _parts.Upstream.Requests.Count);
        var item = await ItemAsync();
        Assert.Equal((RevocationStepState.Failed, (DateTimeOffset?)null, RevocationAttempt.MostSpends), (item.SpendState, item.SpentAt, item.Attempts));
        await AssertDestroyedAsync(connection.Id);
        await using var database = _parts.Open();
        Assert.Contains("not spent: 1", (await database.AuditEvents.SingleAsync(record => record.Action == "revocation-completed", Cancellation)).Detail);
    }

    [Fact]
    public async Task Tries_Are_Spread_And_Never_Sooner_Than_Bitbucket_Asked()
    {
        await RevokeAsync(spends: true, probes: false);
        _parts.Upstream.Answer = (_, _) =>
        {
            var answer = StubUpstream.Json(HttpStatusCode.ServiceUnavailable, "{}");
            answer.Headers.Add("Retry-After", "600");
            return Task.FromResult(answer);
        };

        await Steps.TakeDueAsync(Cancellation);

        Assert.Equal(_parts.Clock.GetUtcNow().AddMinutes(10), (await ItemAsync()).NextAttemptAt);
    }

    [Fact]
    public async Task The_Access_Token_Is_Asked_Until_Bitbucket_Refuses_It()
    {
        var connection = await RevokeAsync(spends: true, probes: true);
        var isDead = false;
        _parts.Upstream.Answer = (request, _) => Task.FromResult(
            request.Address.AbsolutePath.EndsWith("/access_token", StringComparison.Ordinal) ? StubUpstream.Tokens("access-1", "refresh-1")
            : isDead ? StubUpstream.Json(HttpStatusCode.Unauthorized, "{}")
            : StubUpstream.Json(HttpStatusCode.OK, """{"uuid":"{00000000-0000-4000-8000-000000000001}"}"""));

        await Steps.TakeDueAsync(Cancellation);

        // The refresh token is destroyed as soon as it is spent; the access token is still needed.
        var row = await _parts.ReadAsync(connection.Id);
        Assert.Equal((null, false), (row.SealedRefreshToken, row.SealedAccessToken is null));
        Assert.Equal((RevocationStepState.Done, RevocationStepState.Pending), ((await ItemAsync()).SpendState, (await ItemAsync()).ProbeState));

        isDead = true;
        _parts.Clock.Advance(TimeSpan.FromSeconds(7));
        await Steps.TakeDueAsync(Cancellation);

        Assert.Equal(RevocationStepState.Done, (await ItemAsync()).ProbeState);
        Assert.Equal(["Bearer access-0", "Bearer access-0"], _parts.Upstream.Requests.Select(request => request.Authorization!).Where(value => value.StartsWith("Bearer", StringComparison.Ordinal)));
        await AssertDestroyedAsync(connection.Id);
    }

    [Fact]
    public async Task Without_A_Refusal_The_Access_Token_Dies_By_Its_Own_End()
    {
        var connection = await RevokeAsync(spends: false, probes: true);
        _parts.Upstream.Answer = (_, _) => Task.FromResult(StubUpstream.Json(HttpStatusCode.ServiceUnavailable, "{}"));
        for (var round = 0; round < 12; round++)
        {
            await Steps.TakeDueAsync(Cancellation);
            _parts.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        var asked = _parts.Upstream.Requests.Count;
        await Steps.TakeDueAsync(Cancellation);

        Assert.Equal(asked, _parts.Upstream.Requests.Count);
        var item = await ItemAsync();
        Assert.Equal((RevocationStepState.Done, true), (item.ProbeState, item.ProbedAt >= item.AccessTokenExpiresAt));
        await AssertDestroyedAsync(connection.Id);
    }

    [Fact]
    public async Task A_Slow_Bitbucket_Holds_Up_Neither_The_Next_Order_Nor_A_New_Connection()
    {
        var first = await RevokeAsync(spends: true, probes: false);
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _parts.Upstream.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return answer.Task;
        };
        var slow = Steps.TakeDueAsync(Cancellation);
        await asked.Task.WaitAsync(Cancellation);

        var renewed = await _parts.AddConnectionAsync(first.OwnerId, TimeSpan.FromHours(2), "1");
        var second = await RevokeAsync(spends: false, probes: false);
        answer.SetResult(StubUpstream.Tokens("access-9", "refresh-9"));
        await slow;

        Assert.NotEqual(first.Id, renewed.Id);
        Assert.Equal("refresh-1", _parts.Get<CredentialSeal>().UnsealRefreshToken(await _parts.ReadAsync(renewed.Id))?.Reveal());
        await AssertDestroyedAsync(first.Id);
        await AssertDestroyedAsync(second.Id);
    }

    [Fact]
    public async Task A_Process_That_Dies_Between_The_Call_And_Its_Record_Is_Followed_By_Another()
    {
        var connection = await RevokeAsync(spends: true, probes: false);
        using (var process = CancellationTokenSource.CreateLinkedTokenSource(Cancellation))
        {
            _parts.Upstream.Answer = async (_, _) =>
            {
                await process.CancelAsync();
                throw new OperationCanceledException(process.Token);
            };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Steps.TakeDueAsync(process.Token));
        }

        _parts.Upstream.Answer = (_, _) => Task.FromResult(StubUpstream.Tokens("access-1", "refresh-1"));
        Assert.Equal(0, await Steps.TakeDueAsync(Cancellation));
        _parts.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, await Steps.TakeDueAsync(Cancellation));

        Assert.Equal((RevocationStepState.Done, 2), ((await ItemAsync()).SpendState, (await ItemAsync()).Attempts));
        await AssertDestroyedAsync(connection.Id);
    }

    private async Task<Connection> RevokeAsync(bool spends, bool probes)
    {
        var connection = await _parts.AddConnectionAsync((await _parts.AddUserAsync($"person-{Guid.NewGuid()}")).Id, TimeSpan.FromHours(2));
        var orders = _parts.Get<RevocationOrders>();
        var order = new ConnectionOrder(ConnectionOrder.Revoke, ConnectionChoice.Of([connection.Id]), spends, probes);
        var ordered = await orders.OrderAsync(order, new AuditActor(null, null), 1, Cancellation);
        Assert.True(await orders.CarryOutAsync(ordered.RunId!.Value, Cancellation));
        return connection;
    }

    private async Task<RevocationItem> ItemAsync()
    {
        await using var database = _parts.Open();
        return await database.RevocationItems.AsNoTracking().SingleAsync(Cancellation);
    }

    private async Task AssertDestroyedAsync(Guid connectionId)
    {
        var row = await _parts.ReadAsync(connectionId);
        Assert.Equal((ConnectionState.Ended, "revoked", null, null, null), (row.State, row.EndReason, row.SealedAccessToken, row.SealedRefreshToken, row.SealedFormerRefreshToken));
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteRevocationStepsTests : RevocationStepsTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlRevocationStepsTests : RevocationStepsTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
