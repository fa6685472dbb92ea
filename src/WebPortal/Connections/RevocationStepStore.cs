using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Claims and records the optional steps of revocations, and destroys the sealed values that they no longer need.</summary>
internal sealed class RevocationStepStore(IDbContextFactory<PortalDbContext> contexts, AuditLog audit, IDatabaseClock clock)
{
    /// <returns>The connection, for exactly one of any number of callers in any number of processes; null for the others.</returns>
    public async Task<Connection?> TryClaimAsync(RevocationItem item, DateTimeOffset lapsesAt, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var claimed = await Rows(database, item).Where(row => row.Attempts == item.Attempts && row.NextAttemptAt != null).ExecuteUpdateAsync(
            update => update.SetProperty(row => row.Attempts, item.Attempts + 1).SetProperty(row => row.NextAttemptAt, lapsesAt), cancellationToken);
        return claimed == 1
            ? await database.Connections.AsNoTracking().FirstOrDefaultAsync(row => row.Id == item.ConnectionId, cancellationToken)
            : null;
    }

    public async Task RecordAsync(RevocationItem item, RevocationAttempt attempt, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await WriteAsync(database, item, attempt, now, cancellationToken) == 0)
        {
            return;
        }

        if (attempt.Spend == RevocationStepState.AlreadyDead && item.SpendState == RevocationStepState.Pending && item.Attempts > 0)
        {
            // It was sent before, so Bitbucket may now refuse everything of the client for a while.
            await ClientStandingStore.MarkReplayRefusedAsync(database, now, cancellationToken);
        }

        var connection = database.Connections.Where(row => row.Id == item.ConnectionId);
        if (attempt.IsOver)
        {
            await connection.EndAsync(RevocationWords.Revoked, now, cancellationToken);
            var run = await database.RevocationRuns.AsNoTracking().SingleAsync(row => row.Id == item.RunId, cancellationToken);
            var detail = $"{RevocationWords.Run(run)}; refresh token spent: {attempt.Spend}; access token dead: {attempt.Probe}";
            var record = new AuditEntry(AuditActions.StepsDone, AuditEntry.Done, null, item.OwnerId, item.ConnectionId, detail);
            await audit.AppendAsync(database, record, cancellationToken);
        }
        else if (attempt.Spend != RevocationStepState.Pending)
        {
            await DestroyRefreshTokensAsync(connection, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Marks runs as complete of which no step is left, each with its record.</summary>
    public async Task CompleteRunsAsync(CancellationToken cancellationToken)
    {
        await using var reading = contexts.CreateDbContext();
        var complete = await reading.RevocationRuns.AsNoTracking()
            .Where(run => run.CompletedAt == null && run.StoppedAt != null
                && !reading.RevocationItems.Any(item => item.RunId == run.Id && item.NextAttemptAt != null))
            .ToListAsync(cancellationToken);
        foreach (var run in complete)
        {
            await using var database = contexts.CreateDbContext();
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            var completed = await database.RevocationRuns.Where(row => row.Id == run.Id && row.CompletedAt == null)
                .ExecuteUpdateAsync(update => update.SetProperty(row => row.CompletedAt, clock.Now), cancellationToken);
            if (completed == 1)
            {
                await RevocationRecords.AppendSummaryAsync(database, audit, run, AuditActions.RunCompleted, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
        }
    }

    private static Task<int> WriteAsync(
        PortalDbContext database, RevocationItem item, RevocationAttempt attempt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Whoever claimed the item later has another number and is not disturbed.
        DateTimeOffset? next = attempt.IsOver ? null : attempt.NextAt(now, item.AccessTokenExpiresAt);
        DateTimeOffset? destroyedAt = attempt.IsOver ? now : null;
        var spentAt = item.SpentAt ?? (attempt.Spend is RevocationStepState.Done or RevocationStepState.AlreadyDead ? now : null);
        var probedAt = item.ProbedAt ?? (attempt.Probe == RevocationStepState.Done ? now : null);
        return Rows(database, item).Where(row => row.Attempts == attempt.Number).ExecuteUpdateAsync(
            update => update
                .SetProperty(row => row.SpendState, attempt.Spend)
                .SetProperty(row => row.SpentAt, spentAt)
                .SetProperty(row => row.ProbeState, attempt.Probe)
                .SetProperty(row => row.ProbedAt, probedAt)
                .SetProperty(row => row.NextAttemptAt, next)
                .SetProperty(row => row.DestroyedAt, destroyedAt),
            cancellationToken);
    }

    /// <summary>The access token is still needed for the probe; these two are not.</summary>
    private static Task<int> DestroyRefreshTokensAsync(IQueryable<Connection> connection, CancellationToken cancellationToken) => connection.ExecuteUpdateAsync(
        update => update
            .SetProperty(row => row.SealedRefreshToken, (string?)null)
            .SetProperty(row => row.SealedFormerRefreshToken, (string?)null)
            .SetProperty(row => row.FormerRefreshTokenEndsAt, (DateTimeOffset?)null),
        cancellationToken);

    private static IQueryable<RevocationItem> Rows(PortalDbContext database, RevocationItem item) =>
        database.RevocationItems.Where(row => row.RunId == item.RunId && row.ConnectionId == item.ConnectionId);
}
