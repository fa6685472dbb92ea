namespace BitbucketEmulator.Tokens;

/// <summary>All tokens that descend from one authorization code. Refreshing takes its <see cref="Gate"/>, so people never wait for each other.</summary>
internal sealed class TokenFamily(AppAuthorization authorization, ScopeSet scopes)
{
    private volatile bool ended;

    public Lock Gate { get; } = new();

    public AppAuthorization Authorization { get; } = authorization;

    public ScopeSet Scopes { get; } = scopes;

    public bool Ended => ended || Authorization.Ended;

    /// <summary>Rotated-away tokens, oldest first, so that a family refreshed for years does not grow for ever.</summary>
    public Queue<TokenHash> Superseded { get; } = new();

    public void End() => ended = true;
}
