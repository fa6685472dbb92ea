using System.Collections.Concurrent;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;
using BitbucketEmulator.Tokens;

namespace BitbucketEmulator.Authorization;

/// <summary>A code between the redirect and its one exchange.</summary>
internal sealed record AuthorizationCode(AppAuthorization Authorization, ScopeSet Scopes, string? RedirectUri, DateTimeOffset IssuedAt);

/// <summary>The codes nobody has exchanged yet.</summary>
internal sealed class AuthorizationCodes(EmulatorClock clock)
{
    private readonly ConcurrentDictionary<string, AuthorizationCode> waiting = new(StringComparer.Ordinal);

    public string Issue(AppAuthorization authorization, ScopeSet scopes, string? redirectUri)
    {
        var text = TokenText.Opaque(24);
        waiting[text] = new(authorization, scopes, redirectUri, clock.GetUtcNow());
        return text;
    }

    /// <summary>Whose code this is, without using it up.</summary>
    public Person? OwnerOf(string text) => waiting.GetValueOrDefault(text)?.Authorization.Person;

    /// <summary>The code if it is this client's, fresh and sent with the redirect URI it was asked with; trying it uses it up.</summary>
    public AuthorizationCode? Redeem(string text, ClientOptions client, string? redirectUri, EmulatorSettings settings)
    {
        // Another client's attempt must not burn the code of the client it belongs to.
        if (!waiting.TryGetValue(text, out var code) || code.Authorization.Client.ClientId != client.ClientId)
            return null;
        if (!waiting.TryRemove(text, out code))
            return null;
        var fresh = clock.GetUtcNow() <= code.IssuedAt + settings.CodeLifetime;
        var sameRedirect = code.RedirectUri is null || code.RedirectUri == redirectUri;
        return fresh && sameRedirect && !code.Authorization.Ended ? code : null;
    }
}
