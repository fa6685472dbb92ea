namespace WebPortal.Data;

/// <summary>One connection of a run: each step of the ladder with its own state and time.</summary>
internal sealed class RevocationItem
{
    public Guid RunId { get; set; }

    public Guid ConnectionId { get; set; }

    public Guid OwnerId { get; set; }

    /// <summary>Null until use was stopped (or resumed) here.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>The connection had ended, or was in no state to be changed, before its turn came.</summary>
    public bool WasSkipped { get; set; }

    public int SessionsEnded { get; set; }

    /// <summary>When the sealed values were destroyed.</summary>
    public DateTimeOffset? DestroyedAt { get; set; }

    public RevocationStepState SpendState { get; set; }

    public DateTimeOffset? SpentAt { get; set; }

    public RevocationStepState ProbeState { get; set; }

    public DateTimeOffset? ProbedAt { get; set; }

    /// <summary>How often the optional steps were tried.</summary>
    public int Attempts { get; set; }

    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>The latest moment at which the access token issued last is dead at Bitbucket.</summary>
    public DateTimeOffset AccessTokenExpiresAt { get; set; }
}
