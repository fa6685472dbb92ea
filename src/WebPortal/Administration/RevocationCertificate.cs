namespace WebPortal.Administration;

/// <summary>What was ordered, what was done and when, what could not be done, and how to check it. Holds no credential.</summary>
/// <param name="Version">Of this form; raised when a field changes its meaning.</param>
/// <param name="State">carrying-out, steps-pending or complete.</param>
/// <param name="TokensDeadAt">The latest moment at which any access token issued before the order is dead at Bitbucket, whoever holds it.</param>
/// <param name="CouldNotBeDone">In sentences: what this software cannot do, and what failed.</param>
/// <param name="ConsentIsEndedAt">Where each person ends the consent itself.</param>
/// <param name="AuditRecord">The last record that the run has left in the audit log; null while there is none.</param>
internal sealed record RevocationCertificate(
    int Version,
    Guid RunId,
    string Action,
    string State,
    DateTimeOffset IssuedAt,
    DateTimeOffset OrderedAt,
    CertificatePerson? OrderedBy,
    string Selection,
    int Total,
    int Changed,
    int Skipped,
    int SessionsEnded,
    DateTimeOffset? UseStoppedAt,
    DateTimeOffset? CompletedAt,
    DateTimeOffset? TokensDeadAt,
    IReadOnlyList<CertificateLimit> CouldNotBeDone,
    Uri ConsentIsEndedAt,
    CertificateRecord? AuditRecord,
    IAsyncEnumerable<CertificateConnection> Connections)
{
    public bool IsRevocation => Action == ConnectionOrder.Revoke;
}
