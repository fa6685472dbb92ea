using WebPortal.Data;

namespace WebPortal.Audit;

/// <summary>Adds security events to the caller's unit of work, so that the event and what it records are saved together or not at all.</summary>
internal sealed class AuditLog(TimeProvider clock)
{
    private const int LongestDetail = 2000;

    public void Append(PortalDbContext database, AuditEntry entry) => database.AuditEvents.Add(new AuditEvent
    {
        At = clock.GetUtcNow(),
        Action = entry.Action,
        Outcome = entry.Outcome,
        ActorId = entry.Actor?.UserId,
        SubjectUserId = entry.SubjectUserId,
        ConnectionId = entry.ConnectionId,
        Detail = entry.Detail is { Length: > LongestDetail } detail ? detail[..LongestDetail] : entry.Detail,
        RemoteAddress = entry.Actor?.RemoteAddress,
    });
}
