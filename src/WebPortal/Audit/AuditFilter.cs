using System.Text.Json.Serialization;
using WebPortal.Data;

namespace WebPortal.Audit;

/// <summary>Which records are meant. What is null does not narrow; days are whole days in UTC, both included.</summary>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="PeopleIds">Who acted or was concerned.</param>
/// <param name="ConnectionId">The connection it was about.</param>
/// <param name="Outcome"><c>done</c>, a reason of a refusal, or <see cref="Refused"/> for all of these.</param>
/// <param name="FromDay">The first day.</param>
/// <param name="ToDay">The last day.</param>
/// <param name="RemoteAddress">The address of the browser.</param>
internal sealed record AuditFilter(
    string? Action = null,
    IReadOnlyList<Guid>? PeopleIds = null,
    Guid? ConnectionId = null,
    string? Outcome = null,
    DateOnly? FromDay = null,
    DateOnly? ToDay = null,
    string? RemoteAddress = null)
{
    /// <summary>Every outcome that is not <c>done</c>.</summary>
    public static readonly string Refused = "refused";

    public static readonly AuditFilter None = new();

    [JsonIgnore]
    public bool IsNarrowed => this != None;

    public IQueryable<AuditEvent> Find(PortalDbContext database)
    {
        IQueryable<AuditEvent> found = database.AuditEvents;
        if (PeopleIds is { } people)
        {
            found = found.Where(record => people.Contains(record.ActorId!.Value) || people.Contains(record.SubjectUserId!.Value));
        }

        if (ConnectionId is { } connection)
        {
            found = found.Where(record => record.ConnectionId == connection);
        }

        if (FromDay is { } first)
        {
            var from = Start(first);
            found = found.Where(record => record.At >= from);
        }

        if (ToDay is { } last)
        {
            var end = Start(last.AddDays(1));
            found = found.Where(record => record.At < end);
        }

        return OfWords(found);
    }

    private IQueryable<AuditEvent> OfWords(IQueryable<AuditEvent> found)
    {
        if (Action is not null)
        {
            found = found.Where(record => record.Action == Action);
        }

        if (RemoteAddress is not null)
        {
            found = found.Where(record => record.RemoteAddress == RemoteAddress);
        }

        return Outcome is null ? found
            : Outcome == Refused ? found.Where(record => record.Outcome != AuditEntry.Done)
            : found.Where(record => record.Outcome == Outcome);
    }

    private static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
