using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Tokens;

/// <summary>One person's consent for one client: what the page "App authorizations" lists and ends.</summary>
internal sealed class AppAuthorization(ClientOptions client, Person person, ScopeSet scopes, DateTimeOffset grantedAt)
{
    private volatile bool ended;
    private volatile ScopeSet scopes = scopes;

    public ClientOptions Client { get; } = client;

    public Person Person { get; } = person;

    public ScopeSet Scopes => scopes;

    public DateTimeOffset GrantedAt { get; } = grantedAt;

    public bool Ended => ended;

    public void End() => ended = true;

    public void Widen(ScopeSet more)
    {
        if (!scopes.Covers(more))
            scopes = new ScopeSet([.. scopes.Granted, .. more.Granted]);
    }
}
