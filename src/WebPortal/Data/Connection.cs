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

    /// <summary>Whom the credential names at Bitbucket: the account's address or user name, or the client's ID; null after a consent, which names its owner.</summary>
    public string? AccountName { get; set; }

    /// <summary>The workspace that an administrator added a client for, lower case; null for every other kind.</summary>
    public string? Workspace { get; set; }

    /// <summary>When an API token ends, as the person who made it said; null for kinds that have no end of their own.</summary>
    public DateTimeOffset? SecretEndsAt { get; set; }

    /// <summary>How many days ahead of that end somebody was reminded last; null before the first time.</summary>
    public int? RemindedDays { get; set; }

    /// <summary>What is sent to the API: the access token, or the API token or app password itself. Null once the credential is destroyed.</summary>
    public string? SealedAccessToken { get; set; }

    /// <summary>Null when Bitbucket gave none, or once the credential is destroyed.</summary>
    public string? SealedRefreshToken { get; set; }

    /// <summary>The secret of the client of this connection alone; null for every other kind, and once it is destroyed.</summary>
    public string? SealedClientSecret { get; set; }

    /// <summary>The refresh token before the last rotation, kept for as long as Bitbucket still takes it; null otherwise.</summary>
    public string? SealedFormerRefreshToken { get; set; }

    /// <summary>Until when the former refresh token may be replayed, and after which it is destroyed here.</summary>
    public DateTimeOffset? FormerRefreshTokenEndsAt { get; set; }

    /// <summary>When this installation first sent the stored refresh token; null while it never did. A refusal of one never sent is an incident.</summary>
    public DateTimeOffset? SpentAt { get; set; }

    /// <summary>For a kind that nothing renews, the end of the credential itself.</summary>
    public DateTimeOffset AccessTokenExpiresAt { get; set; }

    /// <summary>When the stored refresh token was issued; unused for three months it dies. A kind without one gets the time that puts its own end into the same order.</summary>
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
