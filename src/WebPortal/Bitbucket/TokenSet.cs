namespace WebPortal.Bitbucket;

/// <summary>What one good answer of the token endpoint holds, in memory only.</summary>
/// <param name="AccessToken">Sent to the API.</param>
/// <param name="RefreshToken">Null when the answer carried none; the one used before then stays valid.</param>
/// <param name="GrantedScope">As answered under <c>scope</c>, else <c>scopes</c>; null when neither was there.</param>
/// <param name="ExpiresAt">UTC instant at which the access token ends.</param>
internal sealed record TokenSet(AccessToken AccessToken, RefreshToken? RefreshToken, string? GrantedScope, DateTimeOffset ExpiresAt)
{
    public override string ToString() => $"[token set until {ExpiresAt:O}]";
}
