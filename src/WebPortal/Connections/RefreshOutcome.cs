namespace WebPortal.Connections;

/// <summary>What came of a refresh, as a closed set.</summary>
internal abstract record RefreshOutcome
{
    private RefreshOutcome()
    {
    }

    /// <summary>The row holds a newer credential than the one the caller had.</summary>
    public sealed record Refreshed : RefreshOutcome;

    /// <summary>The authorization server refused the refresh token, or there is none: the person must consent again.</summary>
    public sealed record ReconsentRequired : RefreshOutcome;

    /// <summary>A passing fault.</summary>
    public sealed record TemporarilyUnavailable(TimeSpan RetryAfter) : RefreshOutcome;

    /// <summary>A newer consent or an end of the connection won; the row says which. Nobody outside the refresher sees this.</summary>
    public sealed record Superseded : RefreshOutcome;
}
