using System.Net;
using Microsoft.EntityFrameworkCore;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>How a token set is replaced, on either database.</summary>
public abstract class RefreshTests : IAsyncLifetime
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
    public async Task A_Thousand_Parallel_Calls_On_One_Expired_Token_Make_One_Refresh()
    {
        var connection = await ConnectAsync(TimeSpan.FromSeconds(-1));
        _parts.Upstream.Answer = StrictRotation();
        var access = _parts.Get<ConnectionAccess>();

        var results = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(() => CallAsync(access, connection.Id), Cancellation)));

        Assert.All(results, result => Assert.NotNull(result.Value));
        Assert.Single(_parts.Upstream.Requests, IsTokenCall);
    }

    [Fact]
    public async Task The_New_Pair_Is_Stored_Before_It_Is_Used()
    {
        var connection = await ConnectAsync(TimeSpan.FromSeconds(-1));
        var strict = StrictRotation();
        string? storedAtUse = null;
        _parts.Upstream.Answer = async (request, cancellationToken) =>
        {
            if (!IsTokenCall(request))
            {
                storedAtUse = _parts.Get<CredentialSeal>().UnsealRefreshToken(await _parts.ReadAsync(connection.Id))?.Reveal();
            }

            return await strict(request, cancellationToken);
        };

        await CallAsync(_parts.Get<ConnectionAccess>(), connection.Id);

        Assert.Equal("refresh-1", storedAtUse);
        Assert.Equal(connection.Generation + 1, (await _parts.ReadAsync(connection.Id)).Generation);
    }

    [Fact]
    public async Task Refresh_Keeps_Old_Refresh_Token_When_None_Returned()
    {
        var connection = await ConnectAsync(TimeSpan.FromSeconds(-1));
        _parts.Upstream.Answer = (request, _) => Task.FromResult(IsTokenCall(request) ? StubUpstream.Tokens("access-1", null) : User());

        var result = await CallAsync(_parts.Get<ConnectionAccess>(), connection.Id);

        Assert.NotNull(result.Value);
        var seal = _parts.Get<CredentialSeal>();
        var row = await _parts.ReadAsync(connection.Id);
        Assert.Equal("refresh-0", seal.UnsealRefreshToken(row)?.Reveal());
        Assert.Equal("access-1", seal.UnsealAccessToken(row)?.Reveal());
    }

    [Fact]
    public async Task A_Caller_Who_Leaves_Does_Not_Lose_The_Rotation()
    {
        var connection = await ConnectAsync(TimeSpan.FromSeconds(-1));
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        var asked = new TaskCompletionSource();
        _parts.Upstream.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return answer.Task;
        };
        using var browser = new CancellationTokenSource();
        var call = _parts.Get<ConnectionAccess>().RunAsync(connection.Id, (api, cancel) => api.GetUserAsync(cancel), browser.Token);
        await asked.Task.WaitAsync(Cancellation);

        await browser.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        answer.SetResult(StubUpstream.Tokens("access-1", "refresh-1"));
        await _parts.Get<ConnectionRefresher>().WhenIdleAsync();

        Assert.Equal("refresh-1", _parts.Get<CredentialSeal>().UnsealRefreshToken(await _parts.ReadAsync(connection.Id))?.Reveal());
    }

    [Fact]
    public async Task A_401_Is_Answered_By_One_Refresh_And_One_Repeat()
    {
        var connection = await ConnectAsync(TimeSpan.FromHours(2));
        _parts.Upstream.Answer = (request, _) => Task.FromResult(
            IsTokenCall(request) ? StubUpstream.Tokens("access-1", "refresh-1")
            : request.Authorization == "Bearer access-1" ? User()
            : StubUpstream.Json(HttpStatusCode.Unauthorized, """{"type":"error","error":{"message":"no"}}"""));

        var result = await CallAsync(_parts.Get<ConnectionAccess>(), connection.Id);

        Assert.NotNull(result.Value);
        Assert.Equal(3, _parts.Upstream.Requests.Count);
    }

    [Fact]
    public async Task A_Second_401_Ends_The_Loop_And_Asks_The_Person_To_Reconnect()
    {
        var connection = await ConnectAsync(TimeSpan.FromHours(2));
        _parts.Upstream.Answer = (request, _) => Task.FromResult(
            IsTokenCall(request) ? StubUpstream.Tokens("access-1", "refresh-1") : StubUpstream.Json(HttpStatusCode.Unauthorized, "{}"));
        var access = _parts.Get<ConnectionAccess>();

        var first = await CallAsync(access, connection.Id);
        var second = await CallAsync(access, connection.Id);

        Assert.Equal(BitbucketErrorKind.Unauthorized, first.Error?.Kind);
        Assert.Equal(BitbucketErrorKind.Unauthorized, second.Error?.Kind);
        Assert.Equal(3, _parts.Upstream.Requests.Count);
        Assert.Equal(ConnectionState.ReconnectNeeded, (await _parts.ReadAsync(connection.Id)).State);
    }

    [Fact]
    public async Task A_Refused_Refresh_Token_Is_Sent_Once_And_Recorded()
    {
        var connection = await ConnectAsync(TimeSpan.FromSeconds(-1));
        _parts.Upstream.Answer = (_, _) => Task.FromResult(StubUpstream.Json(HttpStatusCode.BadRequest, """{"error":"invalid_grant","error_description":"x"}"""));
        var access = _parts.Get<ConnectionAccess>();

        await CallAsync(access, connection.Id);
        await CallAsync(access, connection.Id);

        Assert.Single(_parts.Upstream.Requests);
        Assert.Equal(ConnectionState.ReconnectNeeded, (await _parts.ReadAsync(connection.Id)).State);
        await using var database = _parts.Open();
        var records = await database.AuditEvents.OrderBy(record => record.Id).Select(record => $"{record.Action} {record.Outcome}").ToListAsync(Cancellation);
        Assert.Equal(["refresh-token-refused-unspent invalid_grant", "connection-reconnect-needed invalid_grant"], records);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.OK)]
    public async Task A_Passing_Fault_Keeps_The_Credential_And_Is_Retried_Later(HttpStatusCode status)
    {
        var connection = await ConnectAsync(TimeSpan.FromSeconds(-1));
        _parts.Upstream.Answer = (_, _) => Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent("<html>down</html>") });
        var access = _parts.Get<ConnectionAccess>();

        var first = await CallAsync(access, connection.Id);
        var second = await CallAsync(access, connection.Id);

        Assert.Equal(BitbucketErrorKind.Unavailable, first.Error?.Kind);
        Assert.NotNull(second.Error?.RetryAfter);
        Assert.Single(_parts.Upstream.Requests);
        Assert.Equal(ConnectionState.Retrying, (await _parts.ReadAsync(connection.Id)).State);

        _parts.Clock.Advance(TimeSpan.FromSeconds(30));
        _parts.Upstream.Answer = StrictRotation();
        Assert.NotNull((await CallAsync(access, connection.Id)).Value);
        Assert.Equal(ConnectionState.Healthy, (await _parts.ReadAsync(connection.Id)).State);
    }

    [Fact]
    public async Task Inside_The_Margin_Nobody_Waits_For_The_Refresh()
    {
        var connection = await ConnectAsync(TimeSpan.FromMinutes(2));
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        _parts.Upstream.Answer = (request, _) => IsTokenCall(request) ? answer.Task : Task.FromResult(User());

        var result = await CallAsync(_parts.Get<ConnectionAccess>(), connection.Id);

        Assert.NotNull(result.Value);
        answer.SetResult(StubUpstream.Tokens("access-1", "refresh-1"));
        await _parts.Get<ConnectionRefresher>().WhenIdleAsync();
        Assert.Equal(connection.Generation + 1, (await _parts.ReadAsync(connection.Id)).Generation);
    }

    [Fact]
    public async Task Revoked_While_A_Refresh_Is_In_Flight_It_Stays_Revoked()
    {
        var connection = await ConnectAsync(TimeSpan.FromSeconds(-1));
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        var asked = new TaskCompletionSource();
        _parts.Upstream.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return answer.Task;
        };
        var call = CallAsync(_parts.Get<ConnectionAccess>(), connection.Id);
        await asked.Task.WaitAsync(Cancellation);

        Assert.True(await _parts.Get<ConnectionEnding>().DisconnectAsync(connection.Id, new(connection.OwnerId, null), Cancellation));
        answer.SetResult(StubUpstream.Tokens("access-1", "refresh-1"));

        Assert.Equal(BitbucketErrorKind.Unauthorized, (await call).Error?.Kind);
        var row = await _parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Ended, null, null), (row.State, row.SealedAccessToken, row.SealedRefreshToken));
    }

    [Fact]
    public async Task A_New_Consent_While_A_Refresh_Is_In_Flight_Wins()
    {
        var connection = await ConnectAsync(TimeSpan.FromSeconds(-1));
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        var asked = new TaskCompletionSource();
        _parts.Upstream.Answer = (request, _) =>
        {
            asked.TrySetResult();
            return IsTokenCall(request) ? answer.Task : Task.FromResult(User());
        };
        var call = CallAsync(_parts.Get<ConnectionAccess>(), connection.Id);
        await asked.Task.WaitAsync(Cancellation);

        await _parts.AddConnectionAsync(connection.OwnerId, TimeSpan.FromHours(2), "new-consent");
        answer.SetResult(StubUpstream.Tokens("access-1", "refresh-1"));

        Assert.NotNull((await call).Value);
        Assert.Equal("refresh-new-consent", _parts.Get<CredentialSeal>().UnsealRefreshToken(await _parts.ReadAsync(connection.Id))?.Reveal());
        Assert.Equal("Bearer access-new-consent", _parts.Upstream.Requests[^1].Authorization);
    }

    [Fact]
    public async Task Keep_Alive_Renews_Only_Grants_Unused_For_75_Days()
    {
        var old = await ConnectAsync(TimeSpan.FromHours(2));
        _parts.Clock.Advance(TimeSpan.FromDays(80));
        var young = await _parts.AddConnectionAsync((await _parts.AddUserAsync("bogdan")).Id, TimeSpan.FromHours(2), "young");
        _parts.Upstream.Answer = StrictRotation();

        Assert.Equal(1, await _parts.Get<ConnectionKeepAlive>().SweepAsync(Cancellation));
        Assert.Equal(0, await _parts.Get<ConnectionKeepAlive>().SweepAsync(Cancellation));

        Assert.Equal(old.Generation + 1, (await _parts.ReadAsync(old.Id)).Generation);
        Assert.Equal(young.Generation, (await _parts.ReadAsync(young.Id)).Generation);
    }

    private static bool IsTokenCall(StubUpstream.Recorded request) => request.Method == HttpMethod.Post;

    private static HttpResponseMessage User() =>
        StubUpstream.Json(HttpStatusCode.OK, """{"uuid":"{6a0b3c7e-1111-4222-8333-944455566677}","display_name":"Amelia"}""");

    private static Task<BitbucketResult<BitbucketUser>> CallAsync(ConnectionAccess access, Guid connectionId) =>
        access.RunAsync(connectionId, (api, cancellationToken) => api.GetUserAsync(cancellationToken), Cancellation);

    /// <summary>A refresh token dies at its first use; the API takes the newest access token only.</summary>
    private static Func<StubUpstream.Recorded, CancellationToken, Task<HttpResponseMessage>> StrictRotation()
    {
        var generation = 0;
        return (request, _) =>
        {
            if (!IsTokenCall(request))
            {
                return Task.FromResult(request.Authorization == $"Bearer access-{Volatile.Read(ref generation)}"
                    ? User() : StubUpstream.Json(HttpStatusCode.Unauthorized, "{}"));
            }

            var sent = request.Form("refresh_token");
            var next = Interlocked.Increment(ref generation);
            return Task.FromResult(sent == $"refresh-{next - 1}"
                ? StubUpstream.Tokens($"access-{next}", $"refresh-{next}")
                : StubUpstream.Json(HttpStatusCode.BadRequest, """{"error":"unauthorized_client"}"""));
        };
    }

    private async Task<Connection> ConnectAsync(TimeSpan lifetime) =>
        await _parts.AddConnectionAsync((await _parts.AddUserAsync()).Id, lifetime);
}

[Trait("Level", "Integration")]
public sealed class SqliteRefreshTests : RefreshTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlRefreshTests : RefreshTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
