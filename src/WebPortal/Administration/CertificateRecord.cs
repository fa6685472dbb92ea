namespace WebPortal.Administration;

/// <summary>An audit record by which a certificate can be checked against the audit export.</summary>
/// <param name="Hash">In hexadecimal digits; null for records from before there was a chain.</param>
internal sealed record CertificateRecord(long Id, string Action, string? Hash);
