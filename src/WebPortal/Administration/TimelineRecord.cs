namespace WebPortal.Administration;

/// <summary>One audit record of a connection, for people.</summary>
/// <param name="ActorName">Null for the portal itself and the command line.</param>
internal sealed record TimelineRecord(long Id, DateTimeOffset At, string Action, string Outcome, string? ActorName, bool IsByOwner, string? Detail);
