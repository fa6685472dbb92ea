namespace WebPortal.Data;

/// <summary>The state of an authorization request that has come back once and must not come back again.</summary>
internal sealed class SpentState
{
    /// <summary>SHA-256 of the request's correlation value.</summary>
    public required byte[] Hash { get; set; }

    public DateTimeOffset SpentAt { get; set; }
}
