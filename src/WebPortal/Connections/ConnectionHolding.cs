using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Suspends one connection, the reversible first step, and resumes it. Nothing is destroyed either way.</summary>
internal sealed class ConnectionHolding(IDbContextFactory<PortalDbContext> contexts, AuditLog audit, TimeProvider clock)
{
    /// <summary>The reason in the sessions that a suspension ends.</summary>
    private const string SessionReason = "suspended";

    /// <summary>Stops use everywhere and, for a consent, ends its owner's sessions. Nobody suspends their own consent: they would lock themselves out.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="reason">One of <see cref="StateReasons"/>.</param>
    /// <param name="actor">Null when the portal itself decided.</param>
    /// <param name="cancellationToken">Before the commit nothing has happened.</param>
    /// <returns>False when there is no such living connection, it is suspended already, or it is the actor's own.</returns>
    public async Task<bool> SuspendAsync(Guid connectionId, string reason, AuditActor? actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var rows = database.Connections.Where(row => row.Id == connectionId);
        if (actor?.UserId is { } person)
        {
            rows = rows.Where(row => row.OwnerId != person || row.Kind != ConnectionKind.AuthorizationCode);
        }

        if (await rows.SuspendAsync(reason, now, cancellationToken) == 0)
        {
            return false;
        }

        var owner = await rows.Select(row => row.OwnerId).SingleAsync(cancellationToken);
        var people = await rows.WhoseSessionsEnd().ToListAsync(cancellationToken);
        var sessions = await database.EndSessionsAsync(people, SessionReason, now, cancellationToken);
        var record = new AuditEntry(AuditActions.Suspend, AuditEntry.Done, actor, owner, connectionId, $"reason: {reason}; sessions ended: {sessions}");
        await audit.AppendAsync(database, record, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Lifts a suspension, whatever its reason.</summary>
    /// <returns>False when there is no such connection, it is not suspended, or it is being revoked.</returns>
    public async Task<bool> ResumeAsync(Guid connectionId, AuditActor? actor, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var rows = database.Connections.Where(row => row.Id == connectionId);
        if (await rows.ResumeAsync(clock.GetUtcNow(), cancellationToken) == 0)
        {
            return false;
        }

        var owner = await rows.Select(row => row.OwnerId).SingleAsync(cancellationToken);
        await audit.AppendAsync(database, new AuditEntry(AuditActions.Resume, AuditEntry.Done, actor, owner, connectionId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
