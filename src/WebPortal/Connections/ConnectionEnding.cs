using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Ends a connection: credential destroyed, the owner's sessions ended, audit record written, all in one transaction.</summary>
internal sealed class ConnectionEnding(IDbContextFactory<PortalDbContext> contexts, AuditLog audit, TimeProvider clock)
{
    /// <summary>A person ends their own connection.</summary>
    /// <returns>False when the person has no such living connection; nothing is changed then.</returns>
    public Task<bool> DisconnectAsync(Guid connectionId, AuditActor person, CancellationToken cancellationToken) =>
        EndAsync(connectionId, person.UserId, AuditActions.Disconnect, "disconnected", person, cancellationToken);

    /// <summary>An administrator ends anybody's connection. The caller has checked that the actor is one.</summary>
    /// <returns>False when there is no such living connection; nothing is changed then.</returns>
    public Task<bool> RevokeAsync(Guid connectionId, AuditActor administrator, CancellationToken cancellationToken) =>
        EndAsync(connectionId, null, AuditActions.Revoke, "revoked", administrator, cancellationToken);

    private async Task<bool> EndAsync(
        Guid connectionId, Guid? ownerId, string action, string reason, AuditActor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var ended = await database.Connections
            .Where(row => row.Id == connectionId && row.EndedAt == null && (ownerId == null || row.OwnerId == ownerId))
            .ExecuteUpdateAsync(
                update => update
                    .SetProperty(row => row.State, ConnectionState.Ended)
                    .SetProperty(row => row.Generation, row => row.Generation + 1)
                    .SetProperty(row => row.SealedAccessToken, (string?)null)
                    .SetProperty(row => row.SealedRefreshToken, (string?)null)
                    .SetProperty(row => row.SealedFormerRefreshToken, (string?)null)
                    .SetProperty(row => row.FormerRefreshTokenEndsAt, (DateTimeOffset?)null)
                    .SetProperty(row => row.EndedAt, now)
                    .SetProperty(row => row.EndReason, reason)
                    .SetProperty(row => row.NextRefreshAt, (DateTimeOffset?)null)
                    .SetProperty(row => row.LeaseOwner, (Guid?)null)
                    .SetProperty(row => row.LeaseExpiresAt, (DateTimeOffset?)null),
                cancellationToken);
        if (ended == 0)
        {
            return false;
        }

        var owner = await database.Connections.Where(row => row.Id == connectionId).Select(row => row.OwnerId).SingleAsync(cancellationToken);
        var sessions = await database.Sessions
            .Where(session => session.UserId == owner && session.EndedAt == null)
            .ExecuteUpdateAsync(
                update => update.SetProperty(session => session.EndedAt, now).SetProperty(session => session.EndReason, reason),
                cancellationToken);
        var record = new AuditEntry(action, AuditEntry.Done, actor, owner, connectionId, $"sessions ended: {sessions}");
        await audit.AppendAsync(database, record, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
