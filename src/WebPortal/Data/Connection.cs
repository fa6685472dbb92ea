namespace WebPortal.Data;

/// <summary>One stored credential: whose it is, what it opens, its sealed values, and the lease under which it is refreshed.</summary>
internal sealed class Connection
{
    public Guid Id { get; set; }

    public Guid OwnerId { get; set; }

    public PortalUser? Owner { get; set; }

    public ConnectionKind Kind { get; set; }

    public ConnectionState State { get; set; }

    /// <summary>Why the connection is in its state, as one of the words of <c>StateReasons</c>; null while there is nothing to say.</summary>
    public string? StateReason { get; set; }

    /// <summary>When a suspension began; null while there is none.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }

    /// <summary>The state to which a suspension goes back when it is lifted.</summary>
    public ConnectionState? StateBeforeSuspension { get; set; }

    /// <summary>Counts stored credentials. Every write of a credential, and its destruction, raises it; older writers then lose.</summary>
    public long Generation { get; set; }

    /// <summary>Null once the credential is destroyed.</summary>
    public string? SealedAccessToken { get; set; }

    /// <summary>Null when Bitbucket gave none, or once the credential is destroyed.</summary>
    public string? SealedRefreshToken { get; set; }

    /// <summary>The refresh token before the last rotation, kept for as long as Bitbucket still takes it; null otherwise.</summary>
    public string? SealedFormerRefreshToken { get; set; }

    /// <summary>Until when the former refresh token may be replayed, and after which it is destroyed here.</summary>
    public DateTimeOffset? FormerRefreshTokenEndsAt { get; set; }

    /// <summary>When this installation first sent the stored refresh token; null while it never did. A refusal of one never sent is an incident.</summary>
    public DateTimeOffset? SpentAt { get; set; }

    public DateTimeOffset AccessTokenExpiresAt { get; set; }

    /// <summary>When the stored refresh token was issued; unused for three months it dies.</summary>
    public DateTimeOffset RefreshTokenIssuedAt { get; set; }

    public required string RequestedScope { get; set; }

    /// <summary>Null when Bitbucket did not say.</summary>
    public string? GrantedScope { get; set; }

    public DateTimeOffset ConnectedAt { get; set; }

    /// <summary>To the minute; signing in is the first use.</summary>
    public DateTimeOffset LastUsedAt { get; set; }

    /// <summary>When the owner's membership of the allowed workspaces was last checked; null before the first time.</summary>
    public DateTimeOffset? AccessCheckedAt { get; set; }

    /// <summary>When the portal itself refreshes next: in state Retrying no refresh before it; while a lease is held the lease's end, so that what a dead holder left is found.</summary>
    public DateTimeOffset? NextRefreshAt { get; set; }

    public int FailedRefreshes { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndReason { get; set; }

    /// <summary>Who may call the token endpoint for this row now; claimed by compare-and-swap.</summary>
    public Guid? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseExpiresAt { get; set; }
}
