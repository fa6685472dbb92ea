using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Finds connections of everybody, for administrators and auditors. Sealed values are never selected.</summary>
internal sealed class ConnectionDirectory(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The states to filter by.</summary>
    public static readonly IReadOnlyList<string> States = Enum.GetNames<ConnectionState>();

    public async Task<ConnectionPage> FindAsync(ConnectionFilter filter, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var found = Filtered(database.Connections.AsNoTracking(), filter);
        var total = await found.CountAsync(cancellationToken);
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (total + ConnectionFilter.PageSize - 1) / ConnectionFilter.PageSize));
        var rows = await Rows(database, found.OrderByDescending(row => row.ConnectedAt).ThenBy(row => row.Id)
            .Skip((page - 1) * ConnectionFilter.PageSize).Take(ConnectionFilter.PageSize)).ToListAsync(cancellationToken);
        return new ConnectionPage(rows, total, page, ConnectionFilter.PageSize);
    }

    public async Task<ConnectionRow?> FindOneAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await Rows(database, database.Connections.AsNoTracking().Where(row => row.Id == connectionId)).SingleOrDefaultAsync(cancellationToken);
    }

    private static IQueryable<Connection> Filtered(IQueryable<Connection> rows, ConnectionFilter filter)
    {
        rows = Enum.TryParse<ConnectionState>(filter.State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? rows.Where(row => row.State == state) : rows.Where(row => row.EndedAt == null);
        if (string.IsNullOrWhiteSpace(filter.Person))
        {
            return rows;
        }

        var pattern = $"%{Escaped(filter.Person.Trim().ToUpperInvariant())}%";
        return rows.Where(row => EF.Functions.Like(row.Owner!.SearchText, pattern, "\\"));
    }

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);

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
