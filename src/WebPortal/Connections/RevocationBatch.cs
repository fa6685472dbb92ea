using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Carries out a run for the next few hundred of its connections, in one transaction with the sessions, the steps and the audit records.</summary>
/// <remarks>
/// 1. Renew the lease, which also locks the run.
/// 2. Choose the next connections, and of them those that the order changes; the others are marked as skipped.
/// 3. Change them and end their owners' sessions.
/// 4. Stamp the items.
/// 5. Append one audit record for each connection, which takes the lock on the chain, and commit.
/// A process that dies at any point has done whole batches only.
/// </remarks>
internal sealed class RevocationBatch(IDbContextFactory<PortalDbContext> contexts, AuditLog audit, IDatabaseClock clock)
{
    public const int Size = 500;

    public async Task<RevocationBatchOutcome> TakeAsync(RevocationRun run, Guid holder, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var now = await clock.ReadAsync(database, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await RevocationLease.TryRenewAsync(database, run.Id, holder, now, cancellationToken))
        {
            return RevocationBatchOutcome.LeaseLost;
        }

        var next = await database.RevocationItems
            .Where(item => item.RunId == run.Id && item.StoppedAt == null && !item.WasSkipped)
            .OrderBy(item => item.ConnectionId).Take(Size).Select(item => item.ConnectionId)
            .ToListAsync(cancellationToken);
        if (next.Count == 0)
        {
            await RevocationRecords.FinishStoppingAsync(database, audit, run, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return RevocationBatchOutcome.Finished;
        }

        var ids = await database.Connections.Where(row => next.Contains(row.Id)).ThatTake(run.Action)
            .Select(row => row.Id).ToListAsync(cancellationToken);
        if (await ChangeAsync(database.Connections.Where(row => ids.Contains(row.Id)), run, now, cancellationToken) != ids.Count)
        {
            return RevocationBatchOutcome.Overtaken;
        }

        if (run.Action != RevocationAction.Resume)
        {
            var people = await database.Connections.Where(row => ids.Contains(row.Id)).WhoseSessionsEnd().ToListAsync(cancellationToken);
            await database.EndSessionsAsync(people, RevocationWords.SessionEnd(run.Action), now, cancellationToken);
        }

        await StampAsync(database, run, ids, now, cancellationToken);
        await SkipAsync(database, run, [.. next.Except(ids)], cancellationToken);
        await RevocationRecords.AppendAsync(database, audit, run, ids, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return RevocationBatchOutcome.Taken;
    }

    private static Task<int> ChangeAsync(IQueryable<Connection> rows, RevocationRun run, DateTimeOffset now, CancellationToken cancellationToken) => run.Action switch
    {
        RevocationAction.Suspend => rows.SuspendAsync(StateReasons.Administrator, now, cancellationToken),
        RevocationAction.Resume => rows.ResumeAsync(now, cancellationToken),
        _ when RevocationWords.HasSteps(run) => rows.BeginRevokingAsync(RevocationWords.Revoked, now, cancellationToken),
        _ => rows.ThatTake(RevocationAction.Revoke).EndAsync(RevocationWords.Revoked, now, cancellationToken),
    };

    /// <summary>An API token is not asked for until it dies: that may be a year. Reads from the connections themselves: since the order a refresh may have come in between.</summary>
    private static Task<int> StampAsync(PortalDbContext database, RevocationRun run, List<Guid> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ended = RevocationWords.SessionEnd(run.Action);
        var hasSteps = RevocationWords.HasSteps(run);
        var (spends, probes) = (run.SpendsRefreshToken, run.ProbesAccessToken);
        DateTimeOffset? destroyedAt = run.Action == RevocationAction.Revoke && !hasSteps ? now : null;
        DateTimeOffset? nextAttemptAt = hasSteps ? now : null;
        return database.RevocationItems.Where(item => item.RunId == run.Id && ids.Contains(item.ConnectionId)).ExecuteUpdateAsync(
            update => update
                .SetProperty(item => item.StoppedAt, now)
                .SetProperty(item => item.DestroyedAt, destroyedAt)
                .SetProperty(item => item.NextAttemptAt, nextAttemptAt)
                .SetProperty(
                    item => item.SessionsEnded,
                    item => database.Connections.Any(row => row.Id == item.ConnectionId && row.Kind == ConnectionKind.AuthorizationCode)
                        ? database.Sessions.Count(session => session.UserId == item.OwnerId && session.EndedAt == now && session.EndReason == ended) : 0)
                .SetProperty(
                    item => item.AccessTokenExpiresAt,
                    item => database.Connections.Where(row => row.Id == item.ConnectionId).Select(row => row.AccessTokenExpiresAt).First())
                .SetProperty(
                    item => item.SpendState,
                    item => spends && database.Connections.Any(row => row.Id == item.ConnectionId && row.SealedRefreshToken != null)
                        ? RevocationStepState.Pending : RevocationStepState.None)
                .SetProperty(
                    item => item.ProbeState,
                    item => probes && database.Connections.Any(row => row.Id == item.ConnectionId && row.SealedAccessToken != null
                            && row.Kind != ConnectionKind.ApiToken && row.Kind != ConnectionKind.AppPassword)
                        ? RevocationStepState.Pending : RevocationStepState.None),
            cancellationToken);
    }

    private static Task<int> SkipAsync(PortalDbContext database, RevocationRun run, List<Guid> ids, CancellationToken cancellationToken) => ids.Count == 0
        ? Task.FromResult(0)
        : database.RevocationItems.Where(item => item.RunId == run.Id && ids.Contains(item.ConnectionId))
            .ExecuteUpdateAsync(update => update.SetProperty(item => item.WasSkipped, true), cancellationToken);
}
