using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Finds connections of everybody, for administrators and auditors. Sealed values are never selected.</summary>
internal sealed class ConnectionDirectory(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="filter">What is looked for.</param>
    /// <param name="sort">In which order.</param>
    /// <param name="cursor">The text of a <see cref="ConnectionCursor"/>, as it stood in the address; null for the first page.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<ConnectionPage> FindAsync(ConnectionFilter filter, ConnectionSort sort, string? cursor, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var found = ConnectionSelection.Find(database, filter, clock.GetUtcNow()).AsNoTracking();
        var place = ConnectionCursor.Read(cursor, sort);
        var rows = await ReadAsync(database, found, sort, place, cancellationToken);
        var isPlaceLost = cursor is not null && (place is null || (rows.Count == 0 && !place.IsBackwards));
        if (place is not null && rows.Count < (place.IsBackwards ? PageSize : 1))
        {
            // Nothing is left behind the place, or less than a page before it: the first page says more.
            place = null;
            rows = await ReadAsync(database, found, sort, place, cancellationToken);
        }

        var hasMore = rows.Count > PageSize;
        var shown = rows.Take(PageSize);
        ConnectionRow[] inOrder = [.. place?.IsBackwards == true ? shown.Reverse() : shown];
        var isWhole = place is null && !hasMore;
        return new ConnectionPage(
            await WithWorkspacesAsync(database, inOrder, cancellationToken),
            isWhole ? rows.Count : await CountAsync(filter.IsNarrowed ? found : found.OrderBy(row => row.ConnectedAt), cancellationToken),
            place is not null && (hasMore || !place.IsBackwards) ? ConnectionCursor.Of(sort, inOrder[0], isBackwards: true) : null,
            hasMore || place?.IsBackwards == true ? ConnectionCursor.Of(sort, inOrder[^1], isBackwards: false) : null,
            isPlaceLost);
    }

    public async Task<ConnectionRow?> FindOneAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var rows = await Rows(database, database.Connections.AsNoTracking().Where(row => row.Id == connectionId)).ToListAsync(cancellationToken);
        return (await WithWorkspacesAsync(database, rows, cancellationToken)).SingleOrDefault();
    }

    /// <summary>One row more than a page tells whether another page follows.</summary>
    private static Task<List<ConnectionRow>> ReadAsync(
        PortalDbContext database, IQueryable<Connection> found, ConnectionSort sort, ConnectionCursor? place, CancellationToken cancellationToken) =>
        Rows(database, ConnectionPaging.Order(found, sort, place).Take(PageSize + 1)).ToListAsync(cancellationToken);

    /// <summary>Without a filter an order makes the database take the index of the living; with one it knows better.</summary>
    private static Task<int> CountAsync(IQueryable<Connection> found, CancellationToken cancellationToken) =>
        found.Select(row => row.Id).Take(ConnectionPage.MostCounted + 1).CountAsync(cancellationToken);

    private static async Task<IReadOnlyList<ConnectionRow>> WithWorkspacesAsync(
        PortalDbContext database, IReadOnlyList<ConnectionRow> rows, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. rows.Select(row => row.Id)];
        var workspaces = await database.ConnectionWorkspaces.AsNoTracking().Where(row => ids.Contains(row.ConnectionId)).ToListAsync(cancellationToken);
        var byConnection = workspaces.ToLookup(row => row.ConnectionId, row => row.Slug);
        return [.. rows.Select(row => row with { Workspaces = [.. byConnection[row.Id].Order(StringComparer.Ordinal)] })];
    }

    private static IQueryable<ConnectionRow> Rows(PortalDbContext database, IQueryable<Connection> found) => found.Select(row => new ConnectionRow(
        row.Id,
        row.OwnerId,
        row.Owner!.DisplayName,
        row.Owner.Username,
        row.Owner.BitbucketUuid,
        row.Owner.Email,
        row.Kind.ToString(),
        row.State.ToString(),
        row.StateReason,
        row.GrantedScope,
        row.ConnectedAt,
        row.LastUsedAt,
        row.RefreshTokenIssuedAt,
        row.NextRefreshAt,
        row.EndedAt,
        row.EndReason,
        database.Sessions.Count(session => session.UserId == row.OwnerId && session.EndedAt == null)));
}
