using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using WebPortal.Administration;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>RV-02: a run that a process left half-way is finished by another, and nothing happens twice.</summary>
public abstract class RevocationResumeTests : IAsyncLifetime
{
    private const int Many = 1200;

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
    public async Task What_A_Dead_Process_Left_Another_Finishes_And_Nothing_Happens_Twice()
    {
        var run = await OrderAsync();
        await DieAfterAsync(run, batches: 1);
        Assert.Equal(RevocationBatch.Size, await EndedAsync());

        // A new process, as it would come up after a kill; the dead one's lease has to run out.
        await using var next = _parts.Restart(_parts.CertificatePath);
        next.Clock.Advance(_parts.Clock.GetUtcNow() - next.Clock.GetUtcNow() + RevocationLease.Length + TimeSpan.FromSeconds(1));
        var watch = Stopwatch.StartNew();
        Assert.Equal(1, await next.Get<RevocationWorker>().ResumeAsync(Cancellation));

        TestContext.Current.TestOutputHelper?.WriteLine($"{Provider}: {Many - RevocationBatch.Size} of {Many} left by a dead process, revoked {watch.ElapsedMilliseconds} ms after the resumption");
        Assert.Equal(Many, await EndedAsync());
        Assert.Equal(0, await next.Get<RevocationWorker>().ResumeAsync(Cancellation));
        await using var database = _parts.Open();
        Assert.NotNull((await database.RevocationRuns.SingleAsync(Cancellation)).CompletedAt);
        var records = await database.AuditEvents.Where(record => record.Action == "connection-revoke").Select(record => record.ConnectionId).ToListAsync(Cancellation);
        Assert.Equal((Many, Many), (records.Count, records.Distinct().Count()));
        Assert.Equal(Many, await database.RevocationItems.SumAsync(item => item.SessionsEnded, Cancellation));
        Assert.Equal(1, await database.AuditEvents.CountAsync(record => record.Action == "revocation-completed", Cancellation));
    }

    [Fact]
    public async Task A_Holder_That_Lost_Its_Lease_Changes_Nothing_More()
    {
        var run = await OrderAsync();
        var slow = await DieAfterAsync(run, batches: 1);
        _parts.Clock.Advance(RevocationLease.Length + TimeSpan.FromSeconds(1));
        await using var database = _parts.Open();
        Assert.True(await RevocationLease.TryClaimAsync(database, run.Id, Guid.NewGuid(), _parts.Clock.GetUtcNow(), Cancellation));

        Assert.Equal(RevocationBatchOutcome.LeaseLost, await _parts.Get<RevocationBatch>().TakeAsync(run, slow, Cancellation));

        Assert.Equal(RevocationBatch.Size, await EndedAsync());
    }

    [Fact]
    public async Task Of_Eight_Processes_That_Take_Up_A_Run_Each_Connection_Is_Changed_By_One()
    {
        // Their clock is hours apart from that of the batches, so that every lease seems to have run out at once: only the fence is left.
        var run = await OrderAsync();
        var processes = Enumerable.Range(0, 8).Select(_ => new RevocationExecution(
            _parts.Get<IDbContextFactory<PortalDbContext>>(), _parts.Get<RevocationBatch>(), new LocalClock(TimeProvider.System), TimeProvider.System, _parts.Get<Microsoft.Extensions.Logging.ILogger<RevocationExecution>>()));

        await Task.WhenAll(processes.Select(process => Task.Run(() => process.StopAsync(run.Id, Cancellation), Cancellation)));

        Assert.Equal(Many, await EndedAsync());
        await using var database = _parts.Open();
        Assert.Equal(Many, await database.AuditEvents.CountAsync(record => record.Action == "connection-revoke", Cancellation));
        Assert.Equal(1, await database.AuditEvents.CountAsync(record => record.Action == "revocation-completed", Cancellation));
    }

    private async Task<RevocationRun> OrderAsync()
    {
        await Crowd.ConnectAsync(_parts.Open, _parts.Clock.GetUtcNow(), Many, Cancellation);
        var order = new ConnectionOrder(ConnectionOrder.Revoke, ConnectionChoice.Of(ConnectionFilter.All));
        var ordered = await _parts.Get<RevocationOrders>().OrderAsync(order, new AuditActor(null, null), Many, Cancellation);
        await using var database = _parts.Open();
        return await database.RevocationRuns.AsNoTracking().SingleAsync(run => run.Id == ordered.RunId, Cancellation);
    }

    /// <summary>Does what a process does until it is killed between two batches: the lease stays in the row.</summary>
    private async Task<Guid> DieAfterAsync(RevocationRun run, int batches)
    {
        var holder = Guid.NewGuid();
        await using var database = _parts.Open();
        Assert.True(await RevocationLease.TryClaimAsync(database, run.Id, holder, _parts.Clock.GetUtcNow(), Cancellation));
        for (var batch = 0; batch < batches; batch++)
        {
            Assert.Equal(RevocationBatchOutcome.Taken, await _parts.Get<RevocationBatch>().TakeAsync(run, holder, Cancellation));
        }

        return holder;
    }

    private async Task<int> EndedAsync()
    {
        await using var database = _parts.Open();
        return await database.Connections.CountAsync(row => row.State == ConnectionState.Ended && row.SealedRefreshToken == null, Cancellation);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteRevocationResumeTests : RevocationResumeTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlRevocationResumeTests : RevocationResumeTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
