using Microsoft.EntityFrameworkCore;
using WebPortal.Connections;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Turns a filter into the rows it means: the list of the page, the dry run and the order itself all ask here.</summary>
internal static class ConnectionSelection
{
    /// <summary>The states to filter by.</summary>
    public static readonly IReadOnlyList<string> States = Enum.GetNames<ConnectionState>();

    /// <summary>The kinds to filter by.</summary>
    public static readonly IReadOnlyList<string> Kinds = Enum.GetNames<ConnectionKind>();

    public static IQueryable<Connection> Find(PortalDbContext database, ConnectionFilter filter, DateTimeOffset now)
    {
        var rows = Parse<ConnectionState>(filter.State) is { } state
            ? database.Connections.Where(row => row.State == state)
            : database.Connections.Where(row => row.EndedAt == null);
        if (Parse<ConnectionKind>(filter.Kind) is { } kind)
        {
            rows = rows.Where(row => row.Kind == kind);
        }

        return OfPeople(database, OfTimes(rows, filter, now), filter);
    }

    private static IQueryable<Connection> OfTimes(IQueryable<Connection> rows, ConnectionFilter filter, DateTimeOffset now)
    {
        if (filter.ConnectedDaysAgo is { } age)
        {
            var connectedBefore = now.AddDays(-age);
            rows = rows.Where(row => row.ConnectedAt <= connectedBefore);
        }

        if (filter.UnusedDays is { } unused)
        {
            var usedBefore = now.AddDays(-unused);
            rows = rows.Where(row => row.LastUsedAt <= usedBefore);
        }

        if (filter.DiesWithinDays is { } days)
        {
            var issuedBefore = now.AddDays(days) - ConnectionStatusReader.UnusedLife;
            rows = rows.Where(row => row.RefreshTokenIssuedAt <= issuedBefore);
        }

        return rows;
    }

    private static IQueryable<Connection> OfPeople(PortalDbContext database, IQueryable<Connection> rows, ConnectionFilter filter)
    {
        if (!string.IsNullOrWhiteSpace(filter.Person))
        {
            var pattern = $"%{Escaped(filter.Person.Trim().ToUpperInvariant())}%";
            rows = rows.Where(row => EF.Functions.Like(row.Owner!.SearchText, pattern, "\\"));
        }

        if (!string.IsNullOrWhiteSpace(filter.Workspace))
        {
            var slug = filter.Workspace.Trim().ToLowerInvariant();
            rows = rows.Where(row => database.ConnectionWorkspaces.Any(workspace => workspace.ConnectionId == row.Id && workspace.Slug == slug));
        }

        if (!string.IsNullOrWhiteSpace(filter.Scope))
        {
            var pattern = $"% {Escaped(filter.Scope.Trim())} %";
            rows = rows.Where(row => EF.Functions.Like(" " + row.GrantedScope + " ", pattern, "\\"));
        }

        return rows;
    }

    private static TEnum? Parse<TEnum>(string? word)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);
}
