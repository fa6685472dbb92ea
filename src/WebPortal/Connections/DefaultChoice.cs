using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>A person's choice of the connection that their lists and their API answers are read with.</summary>
internal sealed class DefaultChoice(IDbContextFactory<PortalDbContext> contexts, AuditLog audit)
{
    /// <returns>False when it is not a living connection of that person; nothing is changed then.</returns>
    public async Task<bool> ChooseAsync(Guid connectionId, AuditActor person, CancellationToken cancellationToken)
    {
        var owner = person.UserId ?? throw new ArgumentException("Only a person chooses.", nameof(person));
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await database.Connections.AnyAsync(row => row.Id == connectionId && row.OwnerId == owner && row.EndedAt == null, cancellationToken))
        {
            return false;
        }

        await database.Users.Where(user => user.Id == owner)
            .ExecuteUpdateAsync(update => update.SetProperty(user => user.DefaultConnectionId, connectionId), cancellationToken);
        await audit.AppendAsync(database, new AuditEntry(AuditActions.DefaultChosen, AuditEntry.Done, person, owner, connectionId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
