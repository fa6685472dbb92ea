namespace WebPortal.Audit;

/// <summary>What the verification of an exported file found.</summary>
/// <param name="IsSound">Whether everything in it holds.</param>
/// <param name="Text">The finding, or what is proved.</param>
/// <param name="Checkpoint">The signed end, once it was read and fits.</param>
internal sealed record AuditFileReport(bool IsSound, string Text, AuditCheckpoint? Checkpoint = null);
