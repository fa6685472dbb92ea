using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Administration;

/// <summary>A certificate says what was ordered, done and not done, and can be checked; it holds no credential.</summary>
public abstract class RevocationCertificatesTests : IAsyncLifetime
{
    private PortalParts _parts = null!;
    private PortalUser _administrator = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _parts = await PortalParts.StartAsync(Provider);
        _administrator = await _parts.AddUserAsync("zoe");
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_Names_Who_Ordered_What_When_And_Each_Step()
    {
        var amelia = await ConnectAsync("amelia", TimeSpan.FromHours(1));
        await ConnectAsync("bogdan", TimeSpan.FromHours(2));
        var orderedAt = _parts.Clock.GetUtcNow();
        var run = await OrderAsync(new ConnectionOrder(ConnectionOrder.Revoke, ConnectionChoice.Of(ConnectionFilter.All)), _administrator.Id);

        var certificate = await ReadAsync(run);

        Assert.Equal(("Revoke", "complete", "all connections", 2, 2, 0), (certificate.Text("action"), certificate.Text("state"), certificate.Text("selection"), certificate.Number("total"), certificate.Number("changed"), certificate.Number("skipped")));
        Assert.Equal(_administrator.BitbucketUuid, certificate.Root.GetProperty("orderedBy").GetProperty("bitbucketUuid").GetString());
        Assert.Equal((orderedAt, orderedAt.AddHours(2)), (certificate.Root.GetProperty("orderedAt").GetDateTimeOffset(), certificate.Root.GetProperty("tokensDeadAt").GetDateTimeOffset()));
        var connection = certificate.Root.GetProperty("connections").EnumerateArray().Single(row => row.GetProperty("connectionId").GetGuid() == amelia.Id);
        Assert.Equal(["use-stopped done", "sessions-ended done", "sealed-values-destroyed done"], Steps(connection));
        Assert.Equal(orderedAt.AddHours(1), connection.GetProperty("accessTokenDeadAt").GetDateTimeOffset());
        Assert.Equal(orderedAt.AddDays(90), connection.GetProperty("refreshTokenDeadAt").GetDateTimeOffset());
        Assert.False(connection.GetProperty("isRefreshTokenSpent").GetBoolean());
    }

    [Fact]
    public async Task It_Says_What_Could_Not_Be_Done()
    {
        await ConnectAsync("amelia", TimeSpan.FromHours(1));
        _parts.Upstream.Answer = (_, _) => Task.FromResult(StubUpstream.Json(HttpStatusCode.InternalServerError, "{}"));
        var run = await OrderAsync(new ConnectionOrder(ConnectionOrder.Revoke, ConnectionChoice.Of(ConnectionFilter.All), SpendsRefreshToken: true), null);

        Assert.Equal("steps-pending", (await ReadAsync(run)).Text("state"));
        for (var round = 0; round < 2 * RevocationAttempt.MostSpends; round++)
        {
            await _parts.Get<RevocationSteps>().TakeDueAsync(Cancellation);
            _parts.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        var certificate = await ReadAsync(run);
        string[] limits = [.. certificate.Root.GetProperty("couldNotBeDone").EnumerateArray().Select(limit => limit.GetString()!)];
        Assert.Contains(limits, limit => limit.StartsWith("Bitbucket has no revocation endpoint.", StringComparison.Ordinal));
        Assert.Contains(limits, limit => limit.StartsWith("The keys that sealed the values are shared", StringComparison.Ordinal));
        Assert.Contains(limits, limit => limit.StartsWith("For 1 of 1 connections Bitbucket could not be brought to answer", StringComparison.Ordinal));
        Assert.False(certificate.Root.TryGetProperty("orderedBy", out _));
        Assert.Equal(
            ["use-stopped done", "sessions-ended done", "refresh-token-spent failed", "sealed-values-destroyed done"],
            Steps(certificate.Root.GetProperty("connections")[0]));
        Assert.Equal((1, 0), ((await _parts.Get<RevocationDirectory>().FindAsync(run, Cancellation))!.Failed, (await _parts.Get<RevocationDirectory>().FindAsync(run, Cancellation))!.Open));
    }

    [Fact]
    public async Task A_Spent_Refresh_Token_Is_Dead_Ten_Minutes_Later()
    {
        await ConnectAsync("amelia", TimeSpan.FromHours(1));
        _parts.Upstream.Answer = (_, _) => Task.FromResult(StubUpstream.Tokens("access-1", "refresh-1"));
        var run = await OrderAsync(new ConnectionOrder(ConnectionOrder.Revoke, ConnectionChoice.Of(ConnectionFilter.All), SpendsRefreshToken: true), null);
        await _parts.Get<RevocationSteps>().TakeDueAsync(Cancellation);

        var connection = (await ReadAsync(run)).Root.GetProperty("connections")[0];

        Assert.Equal(_parts.Clock.GetUtcNow().AddMinutes(10), connection.GetProperty("refreshTokenDeadAt").GetDateTimeOffset());
        Assert.True(connection.GetProperty("isRefreshTokenSpent").GetBoolean());
    }

    [Fact]
    public async Task It_Points_At_The_Last_Audit_Record_Of_The_Run()
    {
        await ConnectAsync("amelia", TimeSpan.FromHours(1));
        var run = await OrderAsync(new ConnectionOrder(ConnectionOrder.Revoke, ConnectionChoice.Of(ConnectionFilter.All)), _administrator.Id);
        await ConnectAsync("bogdan", TimeSpan.FromHours(1));
        await OrderAsync(new ConnectionOrder(ConnectionOrder.Suspend, ConnectionChoice.Of(ConnectionFilter.All)), _administrator.Id);

        var record = (await ReadAsync(run)).Root.GetProperty("auditRecord");

        await using var database = _parts.Open();
        var stored = await database.AuditEvents.SingleAsync(row => row.Action == "revocation-completed" && row.Detail!.Contains(run.ToString()), Cancellation);
        Assert.Equal((stored.Id, Convert.ToHexStringLower(stored.Hash!)), (record.GetProperty("id").GetInt64(), record.GetProperty("hash").GetString()));
    }

    [Fact]
    public async Task Every_Connection_Of_A_Large_Run_Stands_In_It_Once_And_No_Credential()
    {
        const int Many = 2500;
        await Crowd.ConnectAsync(_parts.Open, _parts.Clock.GetUtcNow(), Many, Cancellation);
        var run = await OrderAsync(new ConnectionOrder(ConnectionOrder.Revoke, ConnectionChoice.Of(ConnectionFilter.All)), null);

        var certificate = await ReadAsync(run);

        Assert.Equal(Many, certificate.Root.GetProperty("connections").EnumerateArray().Select(row => row.GetProperty("connectionId").GetGuid()).Distinct().Count());
        Assert.DoesNotContain("xxxxxxxx", certificate.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_List_Of_Orders_Has_The_Newest_First_And_A_Connection_Finds_Its_Revocation()
    {
        var amelia = await ConnectAsync("amelia", TimeSpan.FromHours(1));
        var suspend = await OrderAsync(new ConnectionOrder(ConnectionOrder.Suspend, ConnectionChoice.Of([amelia.Id])), _administrator.Id);
        _parts.Clock.Advance(TimeSpan.FromMinutes(1));
        var revoke = await OrderAsync(new ConnectionOrder(ConnectionOrder.Revoke, ConnectionChoice.Of([amelia.Id])), null);
        var directory = _parts.Get<RevocationDirectory>();

        Assert.Equal([(revoke, null), (suspend, "zoe")], (await directory.ListAsync(Cancellation)).Select(run => (run.Id, run.OrderedBy)));
        Assert.Equal(revoke, (await directory.FindRevocationAsync(amelia.Id, Cancellation))!.RunId);
        Assert.Equal("amelia", Assert.Single(await directory.ListItemsAsync(revoke, 10, Cancellation)).OwnerName);
        Assert.Equal(["connection-revoke", "connection-suspend"], (await _parts.Get<AuditTrail>().FindAsync(new AuditTrailFilter(null, new AuditFilter(ConnectionId: amelia.Id)), null, Cancellation)).Records.Select(record => record.Action));
    }

    private static string[] Steps(JsonElement connection) =>
        [.. connection.GetProperty("steps").EnumerateArray().Select(step => $"{step.GetProperty("step").GetString()} {step.GetProperty("state").GetString()}")];

    private async Task<Certificate> ReadAsync(Guid run)
    {
        using var stream = new MemoryStream();
        var certificate = await _parts.Get<RevocationCertificates>().BuildAsync(run, Cancellation);
        await CertificateJson.WriteAsync(certificate!, stream, Cancellation);
        return new Certificate(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private async Task<Guid> OrderAsync(ConnectionOrder order, Guid? actor)
    {
        var orders = _parts.Get<RevocationOrders>();
        var ordered = await orders.OrderAsync(order, actor is null ? null : new AuditActor(actor, null), int.MaxValue, Cancellation);
        Assert.True(await orders.CarryOutAsync(ordered.RunId!.Value, Cancellation));
        return ordered.RunId.Value;
    }

    private async Task<Connection> ConnectAsync(string name, TimeSpan lifetime) => await _parts.AddConnectionAsync((await _parts.AddUserAsync(name)).Id, lifetime);

    private sealed record Certificate(string Json)
    {
        public JsonElement Root { get; } = JsonDocument.Parse(Json).RootElement;

        public string? Text(string name) => Root.GetProperty(name).GetString();

        public int Number(string name) => Root.GetProperty(name).GetInt32();
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteRevocationCertificatesTests : RevocationCertificatesTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlRevocationCertificatesTests : RevocationCertificatesTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
