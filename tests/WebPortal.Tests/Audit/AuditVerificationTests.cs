using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Audit;

/// <summary>LG-05: whoever writes into the tables past the portal is found out, and the first bad record is named.</summary>
public abstract class AuditVerificationTests : IAsyncLifetime
{
    private const int Records = 12;

    private static readonly Dictionary<string, (string[] Statements, string Finding)> Ways = new()
    {
        ["an action changed"] = (["""UPDATE "AuditEvents" SET "Action" = 'sign-in' WHERE "Id" = 5"""], "record 5 was changed: its fields do not give its hash"),
        ["a detail changed"] = (["""UPDATE "AuditEvents" SET "Detail" = "Detail" || '.' WHERE "Id" = 7"""], "record 7 was changed: its fields do not give its hash"),
        ["a detail emptied"] = (["""UPDATE "AuditEvents" SET "Detail" = NULL WHERE "Id" = 1"""], "record 1 was changed: its fields do not give its hash"),
        ["an actor changed"] = (["""UPDATE "AuditEvents" SET "ActorId" = NULL WHERE "Id" = 12"""], "record 12 was changed: its fields do not give its hash"),
        ["an address changed"] = (["""UPDATE "AuditEvents" SET "RemoteAddress" = '192.0.2.9' WHERE "Id" = 2"""], "record 2 was changed: its fields do not give its hash"),
        ["a hash taken from the next"] = (["""UPDATE "AuditEvents" SET "Hash" = (SELECT "Hash" FROM "AuditEvents" WHERE "Id" = 6) WHERE "Id" = 5"""], "record 5 was changed: its fields do not give its hash"),
        ["a hash removed"] = (["""UPDATE "AuditEvents" SET "Hash" = NULL WHERE "Id" = 4"""], "record 4 has no hash although it belongs to the chain"),
        ["one deleted"] = (["""DELETE FROM "AuditEvents" WHERE "Id" = 6"""], "record 6 is missing: record 7 stands in its place"),
        ["the first deleted"] = (["""DELETE FROM "AuditEvents" WHERE "Id" = 1"""], "record 1 is missing: record 2 stands in its place"),
        ["one deleted and the rest moved up"] = (
            ["""DELETE FROM "AuditEvents" WHERE "Id" = 11""", """UPDATE "AuditEvents" SET "Id" = 11 WHERE "Id" = 12""", """UPDATE "AuditHead" SET "Sequence" = 11"""],
            "record 11 was changed: its fields do not give its hash"),
        ["two neighbours swapped"] = (Swap(5, 6), "record 5 was swapped with record 6"),
        ["two far ones swapped"] = (Swap(3, 10), "record 3 was swapped with record 10"),
        ["the last cut off"] = (["""DELETE FROM "AuditEvents" WHERE "Id" = 12"""], "record 12 is missing: the log was cut off at the end, it should go on to record 12"),
        ["many cut off"] = (["""DELETE FROM "AuditEvents" WHERE "Id" > 8"""], "record 9 is missing: the log was cut off at the end, it should go on to record 12"),
        ["cut off, and the head set back"] = (
            ["""DELETE FROM "AuditEvents" WHERE "Id" = 12""", """UPDATE "AuditHead" SET "Sequence" = 11"""],
            "record 11 is the last one, but its hash is not the one recorded for the end of the chain"),
        ["the head set back"] = (
            ["""UPDATE "AuditHead" SET "Sequence" = 11, "Hash" = (SELECT "Hash" FROM "AuditEvents" WHERE "Id" = 11)"""],
            "record 12 stands behind the end of the chain, which is record 11"),
        ["the head changed"] = (["""UPDATE "AuditHead" SET "Hash" = (SELECT "Hash" FROM "AuditEvents" WHERE "Id" = 3)"""], "record 12 is the last one, but its hash is not the one recorded for the end of the chain"),
        ["the head deleted"] = (["""DELETE FROM "AuditHead" """], "record 1 cannot be proved: the row that holds the end of the chain is gone"),
        ["the start of the chain moved"] = (["""UPDATE "AuditHead" SET "ChainStartsAfter" = 4"""], "record 5 was changed: its fields do not give its hash"),
    };

    private PortalParts _parts = null!;

    public static TheoryData<string> Tampering => [.. Ways.Keys];

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _parts = await PortalParts.StartAsync(Provider);
        await AuditSeed.AppendAsync(_parts, Records, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task The_First_Bad_Record_Is_Named(string way)
    {
        Assert.Null((await VerifyAsync()).Finding);
        await using (var database = _parts.Open())
        {
            foreach (var statement in Ways[way].Statements)
            {
                Assert.Equal(1, Math.Min(1, await database.Database.ExecuteSqlRawAsync(statement, Cancellation)));
            }
        }

        Assert.Equal(Ways[way].Finding, (await VerifyAsync()).ToString());
    }

    [Fact]
    public async Task An_Untouched_Log_Says_How_Far_It_Reaches() =>
        Assert.StartsWith("records 1 to 12 are complete and unchanged, last hash ", (await VerifyAsync()).ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task Records_From_Before_The_Chain_Are_Counted()
    {
        await using var database = _parts.Open();
        await database.AuditEvents.ExecuteDeleteAsync(Cancellation);
        await database.AuditHeads.ExecuteUpdateAsync(
            update => update.SetProperty(head => head.ChainStartsAfter, 9).SetProperty(head => head.Sequence, 9).SetProperty(head => head.Hash, AuditChain.Origin), Cancellation);
        database.AuditEvents.AddRange(new[] { 3L, 9 }.Select(id => new AuditEvent { Id = id, At = _parts.Clock.GetUtcNow(), Action = "sign-in", Outcome = "done" }));
        await database.SaveChangesAsync(Cancellation);
        Assert.Equal("there is no record yet; 2 older records from before the chain are not proved by it", (await VerifyAsync()).ToString());

        await AuditSeed.AppendAsync(_parts, 2, Cancellation);

        var verdict = await VerifyAsync();
        Assert.Equal((10, 11, 2), (verdict.FirstId, verdict.LastId, verdict.BeforeChain));
    }

    [Fact]
    public async Task Thousands_Of_Records_Are_Read_In_Batches()
    {
        await AuditSeed.AppendAsync(_parts, 2500, Cancellation);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var verdict = await VerifyAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{Provider}: {verdict.LastId} records verified in {watch.ElapsedMilliseconds} ms");
        Assert.Equal((null, Records + 2500L), (verdict.Finding, verdict.LastId));
    }

    private static string[] Swap(int one, int other) =>
    [
        $"""UPDATE "AuditEvents" SET "Id" = 1000 WHERE "Id" = {one}""",
        $"""UPDATE "AuditEvents" SET "Id" = {one} WHERE "Id" = {other}""",
        $"""UPDATE "AuditEvents" SET "Id" = {other} WHERE "Id" = 1000""",
    ];

    private Task<AuditVerdict> VerifyAsync() => _parts.Get<AuditVerification>().VerifyAsync(Cancellation);
}

[Trait("Level", "Integration")]
public sealed class SqliteAuditVerificationTests : AuditVerificationTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlAuditVerificationTests : AuditVerificationTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
