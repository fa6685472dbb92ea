using System.Collections.Concurrent;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Tokens;

/// <summary>
/// Every token that was handed out. A refresh token is exchanged for a newer one; the former lives on for the grace, then it is refused
/// with the same words as a wrong client secret, and the newest one still works unless a switch says otherwise.
/// </summary>
internal sealed class TokenStore(EmulatorClock clock)
{
    private const int SupersededKept = 64;

    private readonly ConcurrentDictionary<TokenHash, AccessToken> accessTokens = new();
    private readonly ConcurrentDictionary<TokenHash, RefreshToken> refreshTokens = new();
    private readonly ConcurrentQueue<(TokenHash Hash, DateTimeOffset ExpiresAt)> expiries = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> lockedClients = new(StringComparer.Ordinal);

    /// <summary>The live token behind this text, or null.</summary>
    public AccessToken? Find(ReadOnlySpan<char> token) =>
        accessTokens.TryGetValue(TokenHash.Of(token), out var found) && found.IsAlive(clock.GetUtcNow()) ? found : null;

    /// <summary>Whose refresh token this is, alive or not, as long as it is remembered.</summary>
    public Person? OwnerOf(string refreshToken) =>
        refreshTokens.GetValueOrDefault(TokenHash.Of(refreshToken))?.Family.Authorization.Person;

    public TokenSet Issue(AppAuthorization authorization, ScopeSet scopes, EmulatorSettings settings)
    {
        var family = new TokenFamily(authorization, scopes);
        lock (family.Gate)
            return Issue(family, settings, keep: null);
    }

    /// <summary>A token for a client acting as itself; such a token is never refreshed.</summary>
    /// <param name="wanted">The scopes that were asked for; they count only while scopes are narrowed.</param>
    public TokenSet IssueForClient(ClientOptions client, Person appUser, IReadOnlyCollection<string> wanted, EmulatorSettings settings)
    {
        var scopes = ScopeSet.Parse(client.Scopes);
        scopes = settings.NarrowScope ? scopes.NarrowedTo(wanted) : scopes;
        return new(NewAccessToken(appUser, client, scopes, family: null, settings), null, scopes, settings.AccessTokenLifetime);
    }

    /// <summary>A new token set, or null when the refresh token is unknown, dead, somebody else's or used up.</summary>
    public TokenSet? Refresh(ClientOptions client, string presented, EmulatorSettings settings)
    {
        var now = clock.GetUtcNow();
        if (lockedClients.TryGetValue(client.ClientId, out var until) && now < until)
            return null;
        var hash = TokenHash.Of(presented);
        if (!refreshTokens.TryGetValue(hash, out var token) || token.Family.Authorization.Client.ClientId != client.ClientId)
            return null;
        lock (token.Family.Gate)
        {
            if (!MayBeUsed(token, settings, now))
                return null;
            token.LastUsedAt = now;
            if (settings.LegacyTokenAnswer || !settings.RotateRefreshTokens)
                return Issue(token.Family, settings, keep: presented);
            Supersede(token, hash, now);
            return Issue(token.Family, settings, keep: null);
        }
    }

    private bool MayBeUsed(RefreshToken token, EmulatorSettings settings, DateTimeOffset now)
    {
        if (token.Family.Ended)
            return false;
        if (token.RotatedAt is { } rotatedAt)
        {
            if (now <= rotatedAt + settings.RefreshGrace)
                return true;
            if (settings.RevokeFamilyOnReplay)
                token.Family.End();
            if (settings.LockClientOnReplay > TimeSpan.Zero)
                lockedClients[token.Family.Authorization.Client.ClientId] = now + settings.LockClientOnReplay;
            return false;
        }

        return settings.LegacyTokenAnswer || now < token.LastUsedAt + settings.RefreshTokenIdleLifetime;
    }

    private void Supersede(RefreshToken token, TokenHash hash, DateTimeOffset now)
    {
        if (token.RotatedAt is not null)
            return;
        token.RotatedAt = now;
        token.Family.Superseded.Enqueue(hash);
        if (token.Family.Superseded.Count > SupersededKept)
            refreshTokens.TryRemove(token.Family.Superseded.Dequeue(), out _);
    }

    private TokenSet Issue(TokenFamily family, EmulatorSettings settings, string? keep)
    {
        var (client, person) = (family.Authorization.Client, family.Authorization.Person);
        var accessToken = NewAccessToken(person, client, family.Scopes, family, settings);
        var refreshToken = keep ?? TokenText.Opaque(settings.RefreshTokenLength);
        if (keep is null)
            refreshTokens[TokenHash.Of(refreshToken)] = new RefreshToken(family, clock.GetUtcNow());
        return new(accessToken, refreshToken, family.Scopes, settings.AccessTokenLifetime);
    }

    private string NewAccessToken(Person person, ClientOptions client, ScopeSet scopes, TokenFamily? family, EmulatorSettings settings)
    {
        var now = clock.GetUtcNow();
        var expiresAt = now + settings.AccessTokenLifetime;
        var text = settings.ShortAccessTokens
            ? TokenText.Opaque(90)
            : TokenText.Jwt(person.BracedUuid, client.ClientId, scopes, now, expiresAt, settings.AccessTokenLength);
        var hash = TokenHash.Of(text);
        accessTokens[hash] = new(person, client, scopes, expiresAt, family);
        expiries.Enqueue((hash, expiresAt));
        ForgetExpired(now);
        return text;
    }

    // Two a time keep up with one new token a time; nobody ever waits for a sweep.
    private void ForgetExpired(DateTimeOffset now)
    {
        for (var count = 0; count < 2 && expiries.TryPeek(out var oldest) && oldest.ExpiresAt < now; count++)
        {
            if (expiries.TryDequeue(out var dead))
                accessTokens.TryRemove(dead.Hash, out _);
        }
    }
}
