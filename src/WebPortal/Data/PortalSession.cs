namespace WebPortal.Data;

/// <summary>A signed-in browser. The cookie holds a random handle; only its hash is stored.</summary>
internal sealed class PortalSession
{
    public Guid Id { get; set; }

    /// <summary>SHA-256 of the handle.</summary>
    public required byte[] HandleHash { get; set; }

    public Guid UserId { get; set; }

    public PortalUser? User { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndReason { get; set; }

    public string? RemoteAddress { get; set; }

    public string? UserAgent { get; set; }
}
