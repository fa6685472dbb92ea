namespace BitbucketEmulator.Tokens;

/// <summary>What one answer of the token endpoint hands out.</summary>
internal sealed record TokenSet(string AccessToken, string? RefreshToken, ScopeSet Scopes, TimeSpan ExpiresIn)
{
    public override string ToString() => $"TokenSet ({Scopes.Text})";
}
