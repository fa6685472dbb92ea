namespace WebPortal.Audit;

/// <summary>One record in an export. The order of the fields is the order of the hash.</summary>
internal sealed record AuditRecordLine(
    string Type,
    long Id,
    string At,
    string Action,
    string Outcome,
    Guid? Actor,
    Guid? Subject,
    Guid? Connection,
    string? Detail,
    string? RemoteAddress,
    string? Hash);
