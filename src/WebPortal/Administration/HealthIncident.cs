namespace WebPortal.Administration;

/// <summary>Something that the audit log keeps and that administrators are to look at.</summary>
/// <param name="OwnerName">Null when it concerns nobody in particular.</param>
internal sealed record HealthIncident(long Id, DateTimeOffset At, string Action, string? OwnerName, Guid? ConnectionId, string? Detail);
