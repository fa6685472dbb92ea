using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Orders connections and starts behind a given place, so that a deep page costs what the first one costs.</summary>
/// <remarks>The first comparison of each pair repeats what the second implies; with it the database starts in the middle of the index.</remarks>
internal static class ConnectionPaging
{
    /// <returns>The rows behind the cursor in the given order; before it, in the reverse order, when it goes backwards.</returns>
    public static IQueryable<Connection> Order(IQueryable<Connection> rows, ConnectionSort sort, ConnectionCursor? cursor)
    {
        var isDescending = sort.IsDescending != (cursor?.IsBackwards == true);
        if (sort.Field == ConnectionSort.Person)
        {
            return isDescending ? ByNameDown(rows, cursor) : ByNameUp(rows, cursor);
        }

        var timed = sort.Field == ConnectionSort.Used ? rows.Select(row => new Timed { Row = row, At = row.LastUsedAt })
            : sort.Field == ConnectionSort.Dies ? rows.Select(row => new Timed { Row = row, At = row.RefreshTokenIssuedAt })
            : rows.Select(row => new Timed { Row = row, At = row.ConnectedAt });
        return (isDescending ? ByTimeDown(timed, cursor) : ByTimeUp(timed, cursor)).Select(row => row.Row);
    }

    private static IQueryable<Timed> ByTimeUp(IQueryable<Timed> rows, ConnectionCursor? cursor)
    {
        if (cursor is not null)
        {
            var (at, id) = (cursor.At, cursor.Id);
            rows = rows.Where(row => row.At >= at && (row.At > at || row.Row.Id > id));
        }

        return rows.OrderBy(row => row.At).ThenBy(row => row.Row.Id);
    }

    private static IQueryable<Timed> ByTimeDown(IQueryable<Timed> rows, ConnectionCursor? cursor)
    {
        if (cursor is not null)
        {
            var (at, id) = (cursor.At, cursor.Id);
            rows = rows.Where(row => row.At <= at && (row.At < at || row.Row.Id < id));
        }

        return rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Row.Id);
    }

    private static IQueryable<Connection> ByNameUp(IQueryable<Connection> rows, ConnectionCursor? cursor)
    {
        if (cursor is not null)
        {
            var (name, owner, id) = (cursor.Key, cursor.OwnerId, cursor.Id);
            rows = rows.Where(row => row.Owner!.DisplayName.CompareTo(name) >= 0
                && (row.Owner.DisplayName.CompareTo(name) > 0 || row.OwnerId > owner || (row.OwnerId == owner && row.Id > id)));
        }

        return rows.OrderBy(row => row.Owner!.DisplayName).ThenBy(row => row.Owner!.Id).ThenBy(row => row.Id);
    }

    private static IQueryable<Connection> ByNameDown(IQueryable<Connection> rows, ConnectionCursor? cursor)
    {
        if (cursor is not null)
        {
            var (name, owner, id) = (cursor.Key, cursor.OwnerId, cursor.Id);
            rows = rows.Where(row => row.Owner!.DisplayName.CompareTo(name) <= 0
                && (row.Owner.DisplayName.CompareTo(name) < 0 || row.OwnerId < owner || (row.OwnerId == owner && row.Id < id)));
        }

        return rows.OrderByDescending(row => row.Owner!.DisplayName).ThenByDescending(row => row.Owner!.Id).ThenByDescending(row => row.Id);
    }

    /// <summary>A connection with the instant it is ordered by.</summary>
    private sealed class Timed
    {
        public required Connection Row { get; init; }

        public required DateTimeOffset At { get; init; }
    }
}
