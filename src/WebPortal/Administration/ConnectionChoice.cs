using System.Globalization;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Which connections an order means: some by id, or all that a filter finds at the moment of the order.</summary>
internal sealed record ConnectionChoice
{
    private ConnectionChoice(IReadOnlyList<Guid>? ids, ConnectionFilter? filter) => (Ids, Filter) = (ids, filter);

    public IReadOnlyList<Guid>? Ids { get; }

    public ConnectionFilter? Filter { get; }

    /// <summary>Nothing narrows the choice: whoever connects meanwhile is meant as well.</summary>
    public bool IsEverything => Filter is { IsNarrowed: false };

    public static ConnectionChoice Of(IEnumerable<Guid> ids) => new([.. ids.Distinct()], null);

    public static ConnectionChoice Of(ConnectionFilter filter) => new(null, filter);

    public IQueryable<Connection> Find(PortalDbContext database, DateTimeOffset now)
    {
        if (Filter is not null)
        {
            return ConnectionSelection.Find(database, Filter, now);
        }

        List<Guid> ids = [.. Ids!];
        return database.Connections.Where(row => ids.Contains(row.Id));
    }

    /// <summary>The choice in words, for the run and its certificate.</summary>
    public string Words()
    {
        if (Filter is null)
        {
            return Ids!.Count == 1 ? $"connection {Ids[0]}" : $"{Ids.Count.ToString("N0", CultureInfo.InvariantCulture)} chosen connections";
        }

        string?[] parts =
        [
            Filter.Person is { Length: > 0 } person ? $"person contains \"{person}\"" : null,
            Filter.Workspace is { Length: > 0 } workspace ? $"workspace {workspace}" : null,
            Filter.Kind is { Length: > 0 } kind ? $"kind {kind}" : null,
            Filter.State is { Length: > 0 } state ? $"state {state}" : null,
            Filter.Scope is { Length: > 0 } scope ? $"scope {scope}" : null,
            Filter.ConnectedDaysAgo is { } age ? $"connected at least {age} days ago" : null,
            Filter.UnusedDays is { } unused ? $"not used for {unused} days" : null,
            Filter.DiesWithinDays is { } dies ? $"would die within {dies} days" : null,
        ];
        var said = string.Join(", ", parts.OfType<string>());
        return said.Length == 0 ? "all connections" : said.Length > 1000 ? said[..1000] : said;
    }
}
