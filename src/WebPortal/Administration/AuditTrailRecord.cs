namespace WebPortal.Administration;

/// <summary>One audit record for people to read.</summary>
/// <param name="Actor">Null for an anonymous visitor or the portal itself.</param>
/// <param name="Subject">Null when nobody is concerned, or nobody but the actor.</param>
internal sealed record AuditTrailRecord(
    long Id,
    DateTimeOffset At,
    string Action,
    string Outcome,
    AuditTrailPerson? Actor,
    AuditTrailPerson? Subject,
    Guid? ConnectionId,
    string? Detail,
    string? RemoteAddress);
