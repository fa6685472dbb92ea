using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>An administrator ends sessions: one, all of a person, or everybody's. The caller has checked that the actor is one.</summary>
internal sealed class SessionEnding(IDbContextFactory<PortalDbContext> contexts, AuditLog audit, TimeProvider clock)
{
    private const string Reason = "ended-by-administrator";

    /// <returns>False when there is no such open session.</returns>
    public async Task<bool> EndOneAsync(Guid sessionId, AuditActor administrator, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var owner = await database.Sessions.Where(session => session.Id == sessionId).Select(session => (Guid?)session.UserId).SingleOrDefaultAsync(cancellationToken);
        var ended = await EndAsync(database, session => session.Id == sessionId, AuditActions.SessionEnd, administrator, owner, cancellationToken);
        return ended > 0;
    }

    /// <returns>How many sessions were ended.</returns>
    public async Task<int> EndOfPersonAsync(Guid userId, AuditActor administrator, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await EndAsync(database, session => session.UserId == userId, AuditActions.SessionEnd, administrator, userId, cancellationToken);
    }

    /// <summary>Ends every session but the one the order is given from, with one statement and one record for all.</summary>
    /// <returns>How many sessions were ended.</returns>
    public async Task<int> EndEverybodysAsync(Guid keptSession, AuditActor administrator, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await EndAsync(database, session => session.Id != keptSession, AuditActions.SessionsEnd, administrator, null, cancellationToken);
    }

    private async Task<int> EndAsync(
        PortalDbContext database,
        Expression<Func<PortalSession, bool>> which,
        string action,
        AuditActor administrator,
        Guid? subject,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var ended = await database.Sessions.Where(which).Where(session => session.EndedAt == null).ExecuteUpdateAsync(
            update => update.SetProperty(session => session.EndedAt, now).SetProperty(session => session.EndReason, Reason), cancellationToken);
        if (ended > 0)
        {
            var record = new AuditEntry(action, AuditEntry.Done, administrator, subject, Detail: $"sessions ended: {ended}");
            await audit.AppendAsync(database, record, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return ended;
    }
}
