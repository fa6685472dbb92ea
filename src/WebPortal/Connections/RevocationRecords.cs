using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>The audit records of a run, each in the transaction of what it records.</summary>
internal static class RevocationRecords
{
    /// <summary>One for each connection that was changed, with the number of sessions that ended.</summary>
    public static async Task AppendAsync(
        PortalDbContext database, AuditLog audit, RevocationRun run, List<Guid> ids, CancellationToken cancellationToken)
    {
        var changed = await database.RevocationItems.AsNoTracking()
            .Where(item => item.RunId == run.Id && ids.Contains(item.ConnectionId)).OrderBy(item => item.ConnectionId)
            .Select(item => new { item.ConnectionId, item.OwnerId, item.SessionsEnded })
            .ToListAsync(cancellationToken);
        var (action, actor, words) = (RevocationWords.Audited(run.Action), new AuditActor(run.ActorId, run.RemoteAddress), RevocationWords.Run(run));
        AuditEntry[] entries = [.. changed.Select(item => new AuditEntry(
            action, AuditEntry.Done, actor, item.OwnerId, item.ConnectionId, $"{words}; sessions ended: {item.SessionsEnded}"))];
        await audit.AppendAsync(database, entries, cancellationToken);
    }

    /// <summary>Use is stopped for all. Without optional steps the run is complete with that.</summary>
    public static async Task FinishStoppingAsync(
        PortalDbContext database, AuditLog audit, RevocationRun run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hasSteps = RevocationWords.HasSteps(run);
        await database.RevocationRuns.Where(row => row.Id == run.Id).ExecuteUpdateAsync(
            update => update
                .SetProperty(row => row.StoppedAt, now)
                .SetProperty(row => row.CompletedAt, hasSteps ? null : now)
                .SetProperty(row => row.LeaseOwner, (Guid?)null)
                .SetProperty(row => row.LeaseExpiresAt, (DateTimeOffset?)null),
            cancellationToken);
        await AppendSummaryAsync(database, audit, run, hasSteps ? AuditActions.RunStopped : AuditActions.RunCompleted, cancellationToken);
    }

    /// <summary>How the run stands in numbers.</summary>
    public static async Task AppendSummaryAsync(
        PortalDbContext database, AuditLog audit, RevocationRun run, string action, CancellationToken cancellationToken)
    {
        var items = database.RevocationItems.Where(item => item.RunId == run.Id);
        var changed = await items.CountAsync(item => item.StoppedAt != null, cancellationToken);
        var skipped = await items.CountAsync(item => item.WasSkipped, cancellationToken);
        var failed = await items.CountAsync(item => item.SpendState == RevocationStepState.Failed, cancellationToken);
        var detail = $"{RevocationWords.Run(run)}; {run.Action}; changed: {changed}; skipped: {skipped}; not spent: {failed}";
        await audit.AppendAsync(database, new AuditEntry(action, AuditEntry.Done, new AuditActor(run.ActorId, run.RemoteAddress), Detail: detail), cancellationToken);
    }
}
