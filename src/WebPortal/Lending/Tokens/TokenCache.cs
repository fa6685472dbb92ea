using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;

namespace WebPortal.Lending.Tokens;

/// <summary>The tokens in use by their hash, remembered for as long as the audit feed vouches for them and their owners.</summary>
internal sealed class TokenCache(IDbContextFactory<PortalDbContext> contexts, AuditFeed feed, TimeProvider clock) : IDisposable
{
    private const int Capacity = 20_000;

    private readonly FeedCache<string, KnownToken> _tokens = new(feed, Capacity, change => change.SubjectUserId, known => known.Caller.OwnerId);

    private readonly ConcurrentDictionary<string, byte> _good = new(StringComparer.Ordinal);

    /// <summary>Whether it was good before: worth asking the database also amid a flood of guesses. It says nothing about now.</summary>
    public bool WasGood(byte[] hash) => _good.ContainsKey(Convert.ToBase64String(hash));

    /// <returns>Null when there is no such token, or it has ended, was revoked, or its connection is suspended or has ended.</returns>
    public async Task<KnownToken?> FindAsync(byte[] hash, CancellationToken cancellationToken)
    {
        if (_tokens.TryGet(Convert.ToBase64String(hash), out var known))
        {
            return IsOver(known) ? null : known;
        }

        return await ReadAsync(hash, cancellationToken) is { } read && !IsOver(read) ? read : null;
    }

    public void Dispose() => _tokens.Dispose();

    private bool IsOver(KnownToken known) => known.Caller.Leash.EndsAt <= clock.GetUtcNow();

    private async Task<KnownToken?> ReadAsync(byte[] hash, CancellationToken cancellationToken)
    {
        var stamp = _tokens.Stamp;
        await using var database = contexts.CreateDbContext();
        var row = await database.PortalTokens.AsNoTracking()
            .Where(token => token.TokenHash == hash && token.RevokedAt == null
                && token.Connection!.OwnerId == token.OwnerId && token.Connection.EndedAt == null
                && token.Connection.State != ConnectionState.Suspended && token.Connection.State != ConnectionState.Ended)
            .Select(token => new { token.Id, token.ConnectionId, token.Leash, token.EndsAt, token.LastUsedAt, Owner = token.Owner! })
            .FirstOrDefaultAsync(cancellationToken);
        if (row is null || LeashReader.ReadText(row.Leash) is not { } terms || LeashReader.Read(terms, row.EndsAt).Leash is not { } leash)
        {
            return null;
        }

        var known = new KnownToken(new PortalTokenCaller(row.Id, row.Owner.Id, row.ConnectionId, leash), PrincipalOf(row.Owner, row.ConnectionId), row.LastUsedAt);
        _tokens.Store(Convert.ToBase64String(hash), known, stamp);
        if (_good.Count >= Capacity)
        {
            _good.Clear();
        }

        _good[Convert.ToBase64String(hash)] = 0;
        return known;
    }

    /// <summary>The owner without any role and without a session.</summary>
    private static ClaimsPrincipal PrincipalOf(PortalUser owner, Guid connectionId)
    {
        var identity = new ClaimsIdentity(TokenScheme.Name, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(PortalClaims.UserId, owner.Id.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, owner.DisplayName));
        identity.AddClaim(new Claim(PortalClaims.BitbucketUuid, owner.BitbucketUuid));
        identity.AddClaim(new Claim(PortalClaims.ConnectionId, connectionId.ToString()));
        if (owner.AccountId is { } accountId)
        {
            identity.AddClaim(new Claim(PortalClaims.AccountId, accountId));
        }

        return new ClaimsPrincipal(identity);
    }
}
