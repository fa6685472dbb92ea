using System.Net;
using Microsoft.EntityFrameworkCore;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>What a refused refresh means: proved, never guessed.</summary>
public abstract class RefusalTests : ConnectionScene
{
    [Fact]
    public async Task A_Dead_Grant_Is_Told_From_A_Wrong_Client_By_One_Probe_And_Never_Sent_Again()
    {
        var connection = await ConnectExpiredAsync();
        Bitbucket.Kill("refresh-0");

        var result = await CallAsync(Parts, connection.Id);
        for (var hour = 0; hour < 5; hour++)
        {
            Parts.Clock.Advance(TimeSpan.FromHours(1));
            await CallAsync(Parts, connection.Id);
            await Parts.Get<RefreshRecovery>().SweepAsync(Cancellation);
            await Parts.Get<ConnectionKeepAlive>().SweepAsync(Cancellation);
        }

        Assert.Equal(BitbucketErrorKind.Unauthorized, result.Error?.Kind);
        Assert.Equal((1, 1), (Bitbucket.Refreshes, Bitbucket.Probes));
        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.ReconnectNeeded, "unauthorized_client", null), (row.State, row.StateReason, row.LeaseOwner));
        Assert.Null((await Parts.Get<ClientStandingStore>().ReadAsync(Cancellation)).WrongSince);
    }

    [Fact]
    public async Task A_Refusal_Of_A_Token_That_Was_Never_Sent_Is_An_Incident_With_Generation_And_Times()
    {
        var connection = await ConnectAsync(TimeSpan.FromHours(2));
        Bitbucket.Kill("refresh-0");
        Parts.Clock.Advance(TimeSpan.FromDays(3));

        await RefreshAsync(connection);

        Assert.Equal(["refresh-token-refused-unspent unauthorized_client", "connection-reconnect-needed unauthorized_client"], await ReadAuditAsync());
        await using var database = Parts.Open();
        var incident = await database.AuditEvents.OrderBy(record => record.Id).FirstAsync(Cancellation);
        Assert.Equal("generation 1, issued 2026-11-24T08:00:00Z, refused 2026-11-27T08:00:00Z", incident.Detail);
        Assert.Equal((connection.OwnerId, connection.Id), (incident.SubjectUserId, incident.ConnectionId));
    }

    [Fact]
    public async Task After_Three_Months_Without_Use_A_Refusal_Is_No_Incident()
    {
        var connection = await ConnectAsync(TimeSpan.FromHours(2));
        Bitbucket.Kill("refresh-0");
        Parts.Clock.Advance(TimeSpan.FromDays(91));

        await RefreshAsync(connection);

        Assert.Equal(["connection-reconnect-needed unauthorized_client"], await ReadAuditAsync());
    }

    [Fact]
    public async Task A_Refusal_Of_A_Token_That_Was_Sent_Before_Is_No_Incident_But_Notes_The_Replay()
    {
        var connection = await ConnectExpiredAsync();
        await UpdateAsync(connection.Id, row => row.SpentAt = Parts.Clock.GetUtcNow().AddMinutes(-20));
        Bitbucket.Kill("refresh-0");

        await RefreshAsync(connection);

        Assert.Equal(["connection-reconnect-needed unauthorized_client"], await ReadAuditAsync());
        Assert.Equal(Parts.Clock.GetUtcNow(), (await Parts.Get<ClientStandingStore>().ReadAsync(Cancellation)).ReplayRefusedAt);
    }

    [Fact]
    public async Task The_Former_Token_Is_Tried_Once_Inside_Its_Ten_Minutes()
    {
        var connection = await ConnectExpiredAsync();
        await RefreshAsync(connection);
        var rotated = await Parts.ReadAsync(connection.Id);
        Bitbucket.Kill("refresh-r1");
        Parts.Clock.Advance(TimeSpan.FromMinutes(9));

        Assert.IsType<RefreshOutcome.Refreshed>(await RefreshAsync(rotated));

        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Healthy, "refresh-r2"), (row.State, RefreshTokenOf(Parts, row)));
        Assert.Equal(["refresh-0", "refresh-r1", "refresh-0"], Parts.Upstream.Requests.Where(RotatingBitbucket.IsRefresh).Select(request => request.Form("refresh_token")));
    }

    [Fact]
    public async Task After_Ten_Minutes_The_Former_Token_Is_Left_Alone()
    {
        var connection = await ConnectExpiredAsync();
        await RefreshAsync(connection);
        var rotated = await Parts.ReadAsync(connection.Id);
        Bitbucket.Kill("refresh-r1");
        Parts.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.IsType<RefreshOutcome.ReconsentRequired>(await RefreshAsync(rotated));

        Assert.Equal(2, Bitbucket.Refreshes);
        Assert.Null((await Parts.ReadAsync(connection.Id)).SealedFormerRefreshToken);
    }

    [Theory]
    [InlineData("invalid_scope")]
    [InlineData("unsupported_grant_type")]
    [InlineData("something_new")]
    public async Task A_Code_That_Says_Nothing_About_The_Grant_Condemns_Nobody(string code)
    {
        var connection = await ConnectExpiredAsync();
        Parts.Upstream.Answer = (_, _) => Task.FromResult(RotatingBitbucket.Refusal(code));

        Assert.IsType<RefreshOutcome.TemporarilyUnavailable>(await RefreshAsync(connection));

        Assert.Equal(ConnectionState.Retrying, (await Parts.ReadAsync(connection.Id)).State);
        Assert.Single(Parts.Upstream.Requests);
    }

    [Theory]
    [InlineData("unauthorized_client", HttpStatusCode.BadGateway, "")]
    [InlineData("unauthorized_client", HttpStatusCode.BadRequest, "invalid_scope")]
    [InlineData("invalid_request", HttpStatusCode.BadRequest, "invalid_request")]
    public async Task A_Probe_That_Proves_Nothing_Condemns_Nobody(string refusal, HttpStatusCode probeStatus, string probeCode)
    {
        var connection = await ConnectExpiredAsync();
        Parts.Upstream.Answer = (request, _) => Task.FromResult(RotatingBitbucket.IsRefresh(request)
            ? RotatingBitbucket.Refusal(refusal) : StubUpstream.Json(probeStatus, $$"""{"error":"{{probeCode}}"}"""));

        await RefreshAsync(connection);

        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.Retrying, refusal), (row.State, row.StateReason));
        Assert.Empty(await ReadAuditAsync());
    }

    [Theory]
    [InlineData("unauthorized_client", "invalid_request")]
    [InlineData("invalid_client", "invalid_grant")]
    [InlineData("invalid_request", "invalid_grant")]
    public async Task A_Probe_That_Lets_The_Client_In_Condemns_The_Grant(string refusal, string probeCode)
    {
        var connection = await ConnectExpiredAsync();
        Parts.Upstream.Answer = (request, _) => Task.FromResult(RotatingBitbucket.Refusal(RotatingBitbucket.IsRefresh(request) ? refusal : probeCode));

        await RefreshAsync(connection);

        var row = await Parts.ReadAsync(connection.Id);
        Assert.Equal((ConnectionState.ReconnectNeeded, refusal), (row.State, row.StateReason));
    }

    [Fact]
    public async Task The_Probe_Carries_Nothing_That_Could_Open_Anything()
    {
        var connection = await ConnectExpiredAsync();
        Bitbucket.Kill("refresh-0");

        await RefreshAsync(connection);

        var probe = Parts.Upstream.Requests.Single(request => RotatingBitbucket.IsTokenCall(request) && !RotatingBitbucket.IsRefresh(request));
        Assert.Equal("authorization_code", probe.Form("grant_type"));
        Assert.Matches("^grant_type=authorization_code&code=[0-9A-F]{32}$", probe.Body);
    }

    [Fact]
    public async Task A_Burst_Of_Dead_Grants_Shares_Its_Probes()
    {
        const int Connections = 50;
        var rows = new List<Connection>();
        for (var number = 0; number < Connections; number++)
        {
            rows.Add(await ConnectExpiredAsync($"{number}"));
            Bitbucket.Kill($"refresh-{number}");
        }

        Parts.Upstream.Answer = async (request, cancellationToken) =>
        {
            await Task.Delay(RotatingBitbucket.IsRefresh(request) ? 0 : 200, cancellationToken);
            return await Bitbucket.AnswerAsync(request, cancellationToken);
        };

        await Task.WhenAll(rows.Select(RefreshAsync));

        TestContext.Current.TestOutputHelper?.WriteLine($"{Connections} dead grants at once: {Bitbucket.Refreshes} refreshes, {Bitbucket.Probes} probes");
        Assert.InRange(Bitbucket.Probes, 1, Connections / 2);
        await using var database = Parts.Open();
        Assert.Equal(Connections, await database.Connections.CountAsync(row => row.State == ConnectionState.ReconnectNeeded, Cancellation));
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteRefusalTests : RefusalTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlRefusalTests : RefusalTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
