namespace WebPortal.Audit;

/// <summary>The last line of an export whose chain did not hold.</summary>
internal sealed record AuditBrokenLine(string Type, long Record, string What);
