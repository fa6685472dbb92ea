namespace WebPortal.Data;

/// <summary>One order of an administrator to suspend, resume or revoke connections, and what became of it as a whole.</summary>
internal sealed class RevocationRun
{
    public Guid Id { get; set; }

    public RevocationAction Action { get; set; }

    public DateTimeOffset OrderedAt { get; set; }

    /// <summary>Null when the command line gave the order.</summary>
    public Guid? ActorId { get; set; }

    public string? RemoteAddress { get; set; }

    /// <summary>What was chosen, in words: one connection, a filter, all.</summary>
    public required string Selection { get; set; }

    /// <summary>Use the refresh token once more and throw the answer away, so that a copy of it dies.</summary>
    public bool SpendsRefreshToken { get; set; }

    /// <summary>Ask Bitbucket with the last access token until it is refused.</summary>
    public bool ProbesAccessToken { get; set; }

    /// <summary>How many connections were chosen.</summary>
    public int Total { get; set; }

    /// <summary>When use was stopped for the last of them.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>When nothing was left to do.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Who works on it now; claimed by compare-and-swap, lost by time.</summary>
    public Guid? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseExpiresAt { get; set; }
}
