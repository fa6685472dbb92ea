using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Finds connections of everybody, for administrators and auditors. Sealed values are never selected.</summary>
internal sealed class ConnectionDirectory(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private const int PageSize = 50;

    public async Task<ConnectionPage> FindAsync(ConnectionFilter filter, int number, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var found = ConnectionSelection.Find(database, filter, clock.GetUtcNow()).AsNoTracking();
        var total = await found.CountAsync(cancellationToken);
        var page = Math.Clamp(number, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await Rows(database, found.OrderByDescending(row => row.ConnectedAt).ThenBy(row => row.Id)
            .Skip((page - 1) * PageSize).Take(PageSize)).ToListAsync(cancellationToken);
        return new ConnectionPage(rows, total, page, PageSize);
    }

    public async Task<ConnectionRow?> FindOneAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await Rows(database, database.Connections.AsNoTracking().Where(row => row.Id == connectionId)).SingleOrDefaultAsync(cancellationToken);
    }

    private static IQueryable<ConnectionRow> Rows(PortalDbContext database, IQueryable<Connection> found) => found.Select(row => new ConnectionRow(
        row.Id,
        row.Owner!.DisplayName,
        row.Owner.Username,
        row.Owner.BitbucketUuid,
        row.Owner.Email,
        row.Kind.ToString(),
        row.State.ToString(),
        row.GrantedScope,
        row.ConnectedAt,
        row.LastUsedAt,
        row.RefreshTokenIssuedAt,
        row.EndedAt,
        row.EndReason,
        database.Sessions.Count(session => session.UserId == row.OwnerId && session.EndedAt == null)));
}
