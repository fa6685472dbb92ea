namespace WebPortal.Data;

/// <summary>A token that the portal itself issues to a tool: what it may be used for, and the hash by which it is known. The token is nowhere.</summary>
/// <remarks>It opens nothing once it has ended or been revoked, or while its connection is suspended or once that has ended: nobody has to write that here.</remarks>
internal sealed class PortalToken
{
    public Guid Id { get; set; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] TokenHash { get; set; }

    public Guid OwnerId { get; set; }

    public PortalUser? Owner { get; set; }

    /// <summary>Through which Bitbucket is asked. Always one of the owner's.</summary>
    public Guid ConnectionId { get; set; }

    public Connection? Connection { get; set; }

    /// <summary>What the owner calls it.</summary>
    public required string Name { get; set; }

    /// <summary>What it may be used for, as JSON. Never changed: a cached answer belongs to one token.</summary>
    public required string Leash { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    /// <summary>To the minute; null before the first use.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public string? LastUsedAddress { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
