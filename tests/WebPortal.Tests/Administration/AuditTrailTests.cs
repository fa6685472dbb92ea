using Microsoft.EntityFrameworkCore;
using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Administration;

/// <summary>The audit log as administrators and auditors read it: found by every field, page by page, with people's names.</summary>
public abstract class AuditTrailTests : IAsyncLifetime
{
    private PortalParts _parts = null!;
    private PortalUser _amelia = null!;
    private PortalUser _zoe = null!;
    private Guid _connection;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _parts = await PortalParts.StartAsync(Provider);
        (_amelia, _zoe, _connection) = (await _parts.AddUserAsync(), await _parts.AddUserAsync("zoe"), Guid.NewGuid());
        await AppendAsync(new AuditEntry(AuditActions.SignIn, AuditEntry.Done, new AuditActor(_amelia.Id, "192.0.2.1"), _amelia.Id, _connection));
        _parts.Clock.Advance(TimeSpan.FromDays(1));
        await AppendAsync(new AuditEntry(AuditActions.SignIn, "denied", new AuditActor(null, "192.0.2.2")));
        _parts.Clock.Advance(TimeSpan.FromDays(1));
        await AppendAsync(new AuditEntry(AuditActions.Revoke, AuditEntry.Done, new AuditActor(_zoe.Id, "192.0.2.3"), _amelia.Id, _connection, "sessions ended: 1"));
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_Newest_Comes_First_With_Names()
    {
        var records = (await FindAsync()).Records;

        Assert.Equal([3, 2, 1], records.Select(record => record.Id));
        Assert.Equal(("zoe", "amelia", "sessions ended: 1"), (records[0].Actor?.Name, records[0].Subject?.Name, records[0].Detail));
        Assert.Equal((null, null), (records[1].Actor, records[1].Subject));
        Assert.Equal(("amelia", null), (records[2].Actor?.Name, records[2].Subject));
    }

    [Fact]
    public async Task Every_Field_Narrows()
    {
        var day = new DateOnly(2026, 11, 24);
        Assert.Equal("2 1", await IdsAsync(rest: new AuditFilter(AuditActions.SignIn)));
        Assert.Equal("3 1", await IdsAsync("AMEL"));
        Assert.Equal("3", await IdsAsync(_zoe.Id.ToString()));
        Assert.Equal("", await IdsAsync("nobody"));
        Assert.Equal("3 1", await IdsAsync(rest: new AuditFilter(ConnectionId: _connection)));
        Assert.Equal("3 1", await IdsAsync(rest: new AuditFilter(Outcome: "done")));
        Assert.Equal("2", await IdsAsync(rest: new AuditFilter(Outcome: AuditFilter.Refused)));
        Assert.Equal("2", await IdsAsync(rest: new AuditFilter(Outcome: "denied")));
        Assert.Equal("2 1", await IdsAsync(rest: new AuditFilter(ToDay: day.AddDays(1))));
        Assert.Equal("3 2", await IdsAsync(rest: new AuditFilter(FromDay: day.AddDays(1))));
        Assert.Equal("2", await IdsAsync(rest: new AuditFilter(RemoteAddress: "192.0.2.2")));
        Assert.Equal("1", await IdsAsync("amelia", new AuditFilter(AuditActions.SignIn, FromDay: day, ToDay: day)));
    }

    [Fact]
    public async Task Pages_Follow_Each_Other_While_New_Records_Come_In()
    {
        await AppendAsync([.. Enumerable.Range(0, 60).Select(_ => new AuditEntry(AuditActions.SignOut, AuditEntry.Done))]);
        var first = await FindAsync();
        await AppendAsync(new AuditEntry(AuditActions.SignOut, AuditEntry.Done));
        var second = await FindAsync(olderThan: first.OlderThan);

        Assert.Equal(Enumerable.Range(1, 63).Reverse().Select(id => (long)id), first.Records.Concat(second.Records).Select(record => record.Id));
        Assert.Equal((14L, null), (first.OlderThan, second.OlderThan));
    }

    [Fact]
    public async Task Somebody_Who_Is_Gone_Has_No_Name_And_Is_Still_Found()
    {
        await using (var database = _parts.Open())
        {
            await database.Users.Where(user => user.Id == _amelia.Id).ExecuteDeleteAsync(Cancellation);
        }

        var record = (await FindAsync(_amelia.Id.ToString())).Records[^1];

        Assert.Equal((_amelia.Id, null), (record.Actor!.Id, record.Actor.Name));
    }

    [Fact]
    public async Task An_Export_Holds_What_The_Filter_Finds_And_Leaves_Its_Record()
    {
        var output = new StringWriter();
        await _parts.Get<AuditTrail>().ExportAsync(output, new AuditTrailFilter("zoe", AuditFilter.None), new AuditActor(_zoe.Id, "192.0.2.3"), Cancellation);

        var report = await AuditExportFile.VerifyAsync(new StringReader(output.ToString()), null, Cancellation);
        Assert.True(report.IsSound, report.Text);

        // Her revocation, and this very export, which is recorded before it is written.
        Assert.Equal(2, report.Checkpoint!.Records);
        Assert.Equal("4 3", await IdsAsync("zoe"));
    }

    private async Task<string> IdsAsync(string? person = null, AuditFilter? rest = null) =>
        string.Join(' ', (await FindAsync(person, rest)).Records.Select(record => record.Id));

    private Task<AuditTrailPage> FindAsync(string? person = null, AuditFilter? rest = null, long? olderThan = null) =>
        _parts.Get<AuditTrail>().FindAsync(new AuditTrailFilter(person, rest ?? AuditFilter.None), olderThan, Cancellation);

    private async Task AppendAsync(params AuditEntry[] entries)
    {
        await using var database = _parts.Open();
        await using var transaction = await database.Database.BeginTransactionAsync(Cancellation);
        await _parts.Get<AuditLog>().AppendAsync(database, entries, Cancellation);
        await transaction.CommitAsync(Cancellation);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteAuditTrailTests : AuditTrailTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlAuditTrailTests : AuditTrailTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
