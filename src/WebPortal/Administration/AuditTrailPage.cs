namespace WebPortal.Administration;

/// <summary>Some audit records, the newest first.</summary>
/// <param name="OlderThan">Where the next page begins; null when there is none.</param>
/// <param name="HasTooManyPeople">Whether more people match than are looked for.</param>
internal sealed record AuditTrailPage(IReadOnlyList<AuditTrailRecord> Records, long? OlderThan, bool HasTooManyPeople);
