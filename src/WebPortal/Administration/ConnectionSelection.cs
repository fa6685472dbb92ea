using System.Diagnostics.CodeAnalysis;
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
        var (state, kind) = (Parse<ConnectionState>(filter.State), Parse<ConnectionKind>(filter.Kind));
        if (filter.IsFaulty || (state is null && IsGiven(filter.State)) || (kind is null && IsGiven(filter.Kind))
            || !(IsCount(filter.ConnectedDaysAgo) && IsCount(filter.UnusedDays) && IsCount(filter.DiesWithinDays)))
        {
            return database.Connections.Where(row => false);
        }

        // The ended and the living stand in indexes of their own, so each question names one of the two.
        var rows = state == ConnectionState.Ended
            ? database.Connections.Where(row => row.EndedAt != null)
            : database.Connections.Where(row => row.EndedAt == null);
        if (state is { } wanted and not ConnectionState.Ended)
        {
            rows = rows.Where(row => row.State == wanted);
        }

        if (kind is { } made)
        {
            rows = rows.Where(row => row.Kind == made);
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
            rows = rows.Where(row => row.RefreshTokenIssuedAt <= issuedBefore && row.State != ConnectionState.ReconnectNeeded);
        }

        return rows;
    }

    private static IQueryable<Connection> OfPeople(PortalDbContext database, IQueryable<Connection> rows, ConnectionFilter filter)
    {
        if (IsGiven(filter.Person))
        {
            var pattern = $"%{LikePattern.Escape(filter.Person.Trim().ToUpperInvariant())}%";
            rows = rows.Where(row => EF.Functions.Like(row.Owner!.SearchText, pattern, LikePattern.EscapeCharacter));
        }

        if (IsGiven(filter.Workspace))
        {
            var slug = filter.Workspace.Trim().ToLowerInvariant();
            rows = rows.Where(row => database.ConnectionWorkspaces.Any(workspace => workspace.ConnectionId == row.Id && workspace.Slug == slug));
        }

        if (IsGiven(filter.Scope))
        {
            // Bitbucket separates by spaces, and by commas in older answers. An index of PostgreSQL has this very expression.
            var pattern = $"% {LikePattern.Escape(filter.Scope.Trim())} %";
            rows = rows.Where(row => EF.Functions.Like(" " + (row.GrantedScope ?? "").Replace(",", " ") + " ", pattern, LikePattern.EscapeCharacter));
        }

        return rows;
    }

    private static bool IsGiven([NotNullWhen(true)] string? text) => !string.IsNullOrWhiteSpace(text);

    private static bool IsCount(int? days) => days is null or (>= 0 and <= ConnectionFilter.MostDays);

    /// <summary>By name only: numbers are no words of the contract.</summary>
    private static TEnum? Parse<TEnum>(string? word)
        where TEnum : struct, Enum =>
        Enum.GetNames<TEnum>().FirstOrDefault(name => string.Equals(name, word?.Trim(), StringComparison.OrdinalIgnoreCase)) is { } known ? Enum.Parse<TEnum>(known) : null;
}
