namespace WebPortal.Data;

/// <summary>One security event. Written in the transaction of what it records; never changed.</summary>
internal sealed class AuditEvent
{
    /// <summary>Its place in the chain, without gaps.</summary>
    public long Id { get; set; }

    /// <summary>SHA-256 over the hash before it and every field of this record; null in records from before there was a chain.</summary>
    public byte[]? Hash { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Action { get; set; }

    public required string Outcome { get; set; }

    /// <summary>Who did it; null for an anonymous visitor or the portal itself.</summary>
    public Guid? ActorId { get; set; }

    public Guid? SubjectUserId { get; set; }

    public Guid? ConnectionId { get; set; }

    public string? Detail { get; set; }

    public string? RemoteAddress { get; set; }
}
