using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Carries out the stopping part of ordered runs, batch after batch, whoever waits for it. What one process leaves undone another takes up.</summary>
internal sealed partial class RevocationExecution(
    IDbContextFactory<PortalDbContext> contexts, RevocationBatch batch, IDatabaseClock shared, TimeProvider clock, ILogger<RevocationExecution> logger)
{
    private const int MostFaults = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<Guid, Lazy<Task>> _running = new();

    /// <summary>Returns when use is stopped for all connections of the run. Callers in one process join one task.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Ends only the caller's waiting, never the work.</param>
    public Task StopAsync(Guid runId, CancellationToken cancellationToken)
    {
        var running = _running.GetOrAdd(runId, static (id, self) => new(() => self.RunAsync(id, CancellationToken.None)), this);
        return running.Value.WaitAsync(cancellationToken);
    }

    /// <summary>Runs whose use is not stopped yet and on which nobody works.</summary>
    public async Task<IReadOnlyList<Guid>> FindAbandonedAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var now = await shared.ReadAsync(database, cancellationToken);
        return await Unfinished(database).Where(run => run.LeaseExpiresAt == null || run.LeaseExpiresAt < now).Select(run => run.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Runs whose use is not stopped yet, also when somebody works on them or died a moment ago.</summary>
    public async Task<IReadOnlyList<Guid>> FindUnfinishedAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await Unfinished(database).Select(run => run.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Waits until this process works on no run.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken) => Task.WhenAll(_running.Values.Select(running => running.Value)).WaitAsync(cancellationToken);

    private static IQueryable<RevocationRun> Unfinished(PortalDbContext database) =>
        database.RevocationRuns.Where(run => run.CompletedAt == null && run.StoppedAt == null).OrderBy(run => run.OrderedAt);

    private async Task RunAsync(Guid runId, CancellationToken cancellationToken)
    {
        // Leaves the caller's stack, so that the work does not begin on his time.
        await Task.Yield();
        try
        {
            var holder = Guid.NewGuid();
            while (await ReadUnstoppedAsync(runId, cancellationToken) is { } run)
            {
                if (await TryClaimAsync(runId, holder, cancellationToken))
                {
                    await WorkAsync(run, holder, cancellationToken);
                }
                else
                {
                    await Task.Delay(Pause, clock, cancellationToken);
                }
            }
        }
        finally
        {
            _running.TryRemove(runId, out _);
        }
    }

    private async Task WorkAsync(RevocationRun run, Guid holder, CancellationToken cancellationToken)
    {
        var faults = 0;
        while (true)
        {
            try
            {
                if (await batch.TakeAsync(run, holder, cancellationToken) is RevocationBatchOutcome.Finished or RevocationBatchOutcome.LeaseLost)
                {
                    return;
                }

                faults = 0;
            }
            catch (Exception fault) when (fault is DbException or DbUpdateException or TimeoutException or InvalidOperationException { InnerException: DbException }
                && ++faults < MostFaults)
            {
                Log.BatchFailed(logger, run.Id, fault.GetType().Name);
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }

    private async Task<RevocationRun?> ReadUnstoppedAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await database.RevocationRuns.AsNoTracking().FirstOrDefaultAsync(run => run.Id == runId && run.StoppedAt == null, cancellationToken);
    }

    private async Task<bool> TryClaimAsync(Guid runId, Guid holder, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await RevocationLease.TryClaimAsync(database, runId, holder, await shared.ReadAsync(database, cancellationToken), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A batch of run {RunId} failed with {Fault}; nothing of it was saved, and it is tried again")]
        public static partial void BatchFailed(ILogger logger, Guid runId, string fault);
    }
}
