using WebPortal.Administration;
using WebPortal.Audit;

namespace WebPortal.Pages.Admin.Audit;

/// <summary>The filter as it stands in the address of the page and in the form of the export.</summary>
internal sealed class AuditQuery
{
    private const int LongestText = 200;

    public string? Person { get; set; }

    public string? Action { get; set; }

    public string? Connection { get; set; }

    public string? Outcome { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public string? Address { get; set; }

    /// <summary>What is filled in, by the names of the fields.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Filled => new KeyValuePair<string, string?>[]
    {
        new("person", Clean(Person)), new("action", Clean(Action)), new("connection", Clean(Connection)), new("outcome", Clean(Outcome)),
        new("from", Day(From)), new("to", Day(To)), new("address", Clean(Address)),
    }.Where(pair => pair.Value is not null);

    public bool IsNarrowed => Filled.Any();

    /// <summary>An id that is none finds nothing, rather than everything.</summary>
    public AuditTrailFilter ToFilter() => new(Clean(Person), new AuditFilter(
        Clean(Action),
        null,
        Clean(Connection) is not { } connection ? null : Guid.TryParse(connection, out var id) ? id : Guid.Empty,
        Clean(Outcome),
        From,
        To,
        Clean(Address)));

    public string ToAddress(long? olderThan) =>
        "/admin/audit" + QueryString.Create(olderThan is { } id ? Filled.Append(new("before", FormattableString.Invariant($"{id}"))) : Filled);

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim() is { Length: > LongestText } much ? much[..LongestText] : text.Trim();
}
