namespace BitbucketEmulator.Tokens;

/// <summary>One refresh token's history, guarded by its family's gate.</summary>
internal sealed class RefreshToken(TokenFamily family, DateTimeOffset issuedAt)
{
    public TokenFamily Family { get; } = family;

    public DateTimeOffset LastUsedAt { get; set; } = issuedAt;

    /// <summary>When it was first exchanged for a newer one; null while it is the newest.</summary>
    public DateTimeOffset? RotatedAt { get; set; }
}
