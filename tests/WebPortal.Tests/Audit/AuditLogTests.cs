using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Audit;

/// <summary>Many write at once, and what they leave is one chain without gaps; nobody who reads waits for them.</summary>
public abstract class AuditLogTests : IAsyncLifetime
{
    private const int Writers = 16;
    private const int RecordsEach = 25;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

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
    public async Task Sixteen_Writers_At_Once_Leave_One_Chain_Without_Gaps()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Limit);
        var user = await _parts.AddUserAsync();
        var slowest = TimeSpan.Zero;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Writers),
            new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = limit.Token },
            async (writer, cancellation) =>
            {
                for (var number = 0; number < RecordsEach; number++)
                {
                    var began = watch.Elapsed;
                    await AppendAsync(new AuditEntry(AuditActions.SignOut, AuditEntry.Done, new AuditActor(user.Id, null), Detail: $"{writer}/{number}"), cancellation);
                    slowest = watch.Elapsed - began is var took && took > slowest ? took : slowest;
                }
            });

        var verdict = await _parts.Get<AuditVerification>().VerifyAsync(Cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Provider}: {Writers} writers × {RecordsEach} records in {watch.ElapsedMilliseconds} ms, the slowest append {slowest.TotalMilliseconds:N0} ms");
        Assert.Null(verdict.Finding);
        Assert.Equal((1, Writers * RecordsEach), (verdict.FirstId, verdict.LastId));
        await using var database = _parts.Open();
        Assert.Equal(Writers * RecordsEach, await database.AuditEvents.Select(record => record.Detail).Distinct().CountAsync(Cancellation));
    }

    [Fact]
    public async Task Readers_Do_Not_Wait_For_A_Writer_That_Holds_The_Head()
    {
        await AppendAsync(new AuditEntry(AuditActions.SignOut, AuditEntry.Done), Cancellation);
        await using var writing = _parts.Open();
        await using var held = await writing.Database.BeginTransactionAsync(Cancellation);
        await _parts.Get<AuditLog>().AppendAsync(writing, new AuditEntry(AuditActions.SignIn, AuditEntry.Done), Cancellation);

        var watch = Stopwatch.StartNew();
        for (var read = 0; read < 50; read++)
        {
            // A reader that waited would wait for the commit below, and so for ever.
            Assert.Equal(1, (await _parts.Get<AuditVerification>().VerifyAsync(Cancellation).WaitAsync(TimeSpan.FromMinutes(1), Cancellation)).LastId);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Provider}: 50 verifications while the head is locked in {watch.ElapsedMilliseconds} ms");
        await held.CommitAsync(Cancellation);
        Assert.Equal(2, (await _parts.Get<AuditVerification>().VerifyAsync(Cancellation)).LastId);
    }

    [Fact]
    public async Task An_Append_That_Is_Rolled_Back_Leaves_No_Gap()
    {
        await using (var database = _parts.Open())
        {
            await using var given = await database.Database.BeginTransactionAsync(Cancellation);
            await _parts.Get<AuditLog>().AppendAsync(database, new AuditEntry(AuditActions.SignIn, AuditEntry.Done), Cancellation);
        }

        await AppendAsync(new AuditEntry(AuditActions.SignOut, AuditEntry.Done), Cancellation);

        var verdict = await _parts.Get<AuditVerification>().VerifyAsync(Cancellation);
        Assert.Equal((null, 1L), (verdict.Finding, verdict.LastId));
    }

    [Fact]
    public async Task Text_From_Outside_Is_Stored_As_It_Is_Hashed()
    {
        var longText = string.Concat(Enumerable.Repeat("🦊", 1500));
        await AppendAsync(new AuditEntry(AuditActions.SignIn, new string('x', 200), new AuditActor(null, new string('1', 100)), Detail: $"a\0b\ud83e \u202e {longText}"), Cancellation);

        Assert.Null((await _parts.Get<AuditVerification>().VerifyAsync(Cancellation)).Finding);
        await using var database = _parts.Open();
        var record = await database.AuditEvents.SingleAsync(Cancellation);
        Assert.StartsWith("ab\ufffd \u202e 🦊", record.Detail, StringComparison.Ordinal);
        Assert.Equal((64, 64), (record.Outcome.Length, record.RemoteAddress!.Length));
        Assert.Equal(TimeSpan.Zero, record.At.Offset);
    }

    private async Task AppendAsync(AuditEntry entry, CancellationToken cancellation)
    {
        await using var database = _parts.Open();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        await _parts.Get<AuditLog>().AppendAsync(database, entry, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteAuditLogTests : AuditLogTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlAuditLogTests : AuditLogTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
