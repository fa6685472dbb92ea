using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>What the audit log holds about one connection.</summary>
internal sealed class ConnectionTimeline(IDbContextFactory<PortalDbContext> contexts)
{
    private const int Latest = 20;

    /// <returns>The latest records, the newest first.</returns>
    public async Task<IReadOnlyList<TimelineRecord>> ReadAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var records = database.AuditEvents.AsNoTracking().Where(record => record.ConnectionId == connectionId)
            .OrderByDescending(record => record.Id).Take(Latest);
        return await (
            from record in records
            join user in database.Users on record.ActorId equals user.Id into people
            from person in people.DefaultIfEmpty()
            orderby record.Id descending
            select new TimelineRecord(
                record.Id, record.At, record.Action, record.Outcome, person!.DisplayName,
                record.ActorId != null && record.ActorId == record.SubjectUserId, record.Detail)).ToListAsync(cancellationToken);
    }
}
