namespace WebPortal.Administration;

/// <summary>One step of the ladder for one connection.</summary>
/// <param name="Step">use-stopped, sessions-ended, refresh-token-spent, access-token-refused, sealed-values-destroyed, use-resumed.</param>
/// <param name="State">done, already-dead, expired, pending, failed, skipped.</param>
internal sealed record CertificateStep(string Step, string State, DateTimeOffset? At, string? Note = null);
