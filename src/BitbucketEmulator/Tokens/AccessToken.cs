using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Tokens;

/// <summary>What an access token opens, and until when. The token itself is not kept.</summary>
internal sealed record AccessToken(Person Person, ClientOptions Client, ScopeSet Scopes, DateTimeOffset ExpiresAt, TokenFamily? Family)
{
    public bool IsAlive(DateTimeOffset now) => now < ExpiresAt && Family is not { Ended: true };
}
