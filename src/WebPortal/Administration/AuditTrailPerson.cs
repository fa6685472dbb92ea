namespace WebPortal.Administration;

/// <summary>Somebody in the audit log.</summary>
/// <param name="Name">Null once the person's own data is deleted; the record then names nobody.</param>
internal sealed record AuditTrailPerson(Guid Id, string? Name);
