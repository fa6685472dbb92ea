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
        var rows = database.Connections.Where(row => row.Id == connectionId);
        var ended = await rows.Where(row => row.EndedAt == null && (ownerId == null || row.OwnerId == ownerId)).EndAsync(reason, now, cancellationToken);
        if (ended == 0)
        {
            return false;
        }

        var owner = await rows.Select(row => row.OwnerId).SingleAsync(cancellationToken);
        var sessions = await database.EndSessionsAsync([owner], reason, now, cancellationToken);
        var record = new AuditEntry(action, AuditEntry.Done, actor, owner, connectionId, $"sessions ended: {sessions}");
        await audit.AppendAsync(database, record, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
