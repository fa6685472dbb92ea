using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>A person ends their own connection: credential destroyed, sessions of a consent ended, audit record written, all in one transaction.</summary>
internal sealed class ConnectionEnding(IDbContextFactory<PortalDbContext> contexts, AuditLog audit, TimeProvider clock)
{
    /// <summary>The reason in the connection and in the sessions that end with it.</summary>
    private const string Reason = "disconnected";

    /// <remarks>Not while an administrator has suspended it: signing in again would make a new one and undo that.</remarks>
    /// <returns>False when the person has no such living connection, or it is suspended by an administrator; nothing is changed then.</returns>
    public async Task<bool> DisconnectAsync(Guid connectionId, AuditActor person, CancellationToken cancellationToken)
    {
        var owner = person.UserId ?? throw new ArgumentException("Only a person disconnects.", nameof(person));
        var now = clock.GetUtcNow();
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var own = database.Connections.Where(row => row.Id == connectionId && row.OwnerId == owner);
        var free = own.Where(row => row.State != ConnectionState.Suspended || row.StateReason != StateReasons.Administrator);
        if (await free.ThatTake(RevocationAction.Revoke).EndAsync(Reason, now, cancellationToken) == 0)
        {
            return false;
        }

        var people = await own.WhoseSessionsEnd().ToListAsync(cancellationToken);
        var sessions = await database.EndSessionsAsync(people, Reason, now, cancellationToken);
        var record = new AuditEntry(AuditActions.Disconnect, AuditEntry.Done, person, owner, connectionId, $"sessions ended: {sessions}");
        await audit.AppendAsync(database, record, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
