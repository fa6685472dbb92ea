using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;

namespace WebPortal.Authentication;

/// <summary>Deletes what the portal has about a person at their own wish: person, connections with their sealed values, sessions.</summary>
/// <remarks>Audit records stay: they name the person by a number that means nothing any more. The next sign-in starts as somebody new.</remarks>
internal sealed class PersonDeletion(IDbContextFactory<PortalDbContext> contexts, AuditLog audit)
{
    /// <summary>Whether an administrator has suspended the person: deleting, and signing in again, would undo that.</summary>
    public async Task<bool> IsHeldAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await Held(database, userId).AnyAsync(cancellationToken);
    }

    /// <returns>False when an administrator has suspended the person, or there is no such person; nothing is changed then.</returns>
    public async Task<bool> DeleteAsync(AuditActor person, CancellationToken cancellationToken)
    {
        var userId = person.UserId ?? throw new ArgumentException("Only a person deletes their data.", nameof(person));
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var own = database.Connections.Where(row => row.OwnerId == userId);
        var living = await own.Where(row => row.State != ConnectionState.Ended).Select(row => row.Id).ToListAsync(cancellationToken);

        // Looking first would leave a gap in which a suspension is decided and deleted with the rest: the deletion itself spares it, and then gives up.
        await own.Where(row => row.EndedAt != null || row.State != ConnectionState.Suspended || row.StateReason != StateReasons.Administrator).ExecuteDeleteAsync(cancellationToken);
        if (await own.AnyAsync(cancellationToken))
        {
            return false;
        }

        var sessions = await database.Sessions.Where(session => session.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        if (await database.Users.Where(user => user.Id == userId).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return false;
        }

        AuditEntry[] records =
        [
            .. living.Select(id => new AuditEntry(AuditActions.Disconnect, AuditEntry.Done, person, userId, id, "with all data of the person")),
            new AuditEntry(AuditActions.PersonDelete, AuditEntry.Done, person, userId, Detail: $"sessions deleted: {sessions}"),
        ];
        await audit.AppendAsync(database, records, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static IQueryable<Connection> Held(PortalDbContext database, Guid userId) => database.Connections.Where(row => row.OwnerId == userId
        && row.EndedAt == null && row.State == ConnectionState.Suspended && row.StateReason == StateReasons.Administrator);
}
