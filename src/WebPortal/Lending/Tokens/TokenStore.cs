using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Lending.Tokens;

/// <summary>Portal tokens: issued once, kept as a hash, revoked for good. Each change leaves its audit record in the same transaction.</summary>
internal sealed class TokenStore(IDbContextFactory<PortalDbContext> contexts, AuditLog audit, TimeProvider clock)
{
    public static readonly int LongestName = 100;
    public static readonly int MostLiving = 50;
    public static readonly int MostMadeInAnHour = 30;

    /// <summary>How audit records name a token.</summary>
    public static string Detail(Guid tokenId) => $"token {tokenId}";

    /// <param name="person">Who makes it, and whose it will be.</param>
    public async Task<TokenIssue> IssueAsync(AuditActor person, TokenWish wish, CancellationToken cancellationToken)
    {
        var owner = person.UserId ?? throw new ArgumentException("Only a person makes tokens.", nameof(person));
        var now = clock.GetUtcNow();
        var name = wish.Name.Trim();
        if (name.Length == 0 || name.Length > LongestName || name.Any(char.IsControl))
        {
            return new TokenIssue.NoName();
        }

        if (wish.EndsAt <= now || wish.EndsAt > now.AddYears(1))
        {
            return new TokenIssue.NoEnd();
        }

        if (LeashReader.Read(wish.Terms, wish.EndsAt).Fault is { } fault)
        {
            return new TokenIssue.NoLeash(fault);
        }

        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var isUsable = await database.Connections.AnyAsync(
            row => row.Id == wish.ConnectionId && row.OwnerId == owner && row.EndedAt == null && row.State != ConnectionState.Suspended, cancellationToken);
        if (!isUsable)
        {
            return new TokenIssue.NoConnection();
        }

        if (await HasEnoughAsync(database, owner, now, cancellationToken))
        {
            return new TokenIssue.TooMany();
        }

        var token = TokenText.Create();
        var row = new PortalToken
        {
            Id = Guid.CreateVersion7(now),
            TokenHash = TokenText.Hash(token),
            OwnerId = owner,
            ConnectionId = wish.ConnectionId,
            Name = name,
            Leash = LeashReader.Write(wish.Terms),
            CreatedAt = now,
            EndsAt = wish.EndsAt,
        };
        database.PortalTokens.Add(row);
        await audit.AppendAsync(database, new AuditEntry(AuditActions.TokenMake, AuditEntry.Done, person, owner, row.ConnectionId, Detail(row.Id)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new TokenIssue.Issued(row.Id, token);
    }

    /// <returns>The person's tokens, the newest first.</returns>
    public async Task<IReadOnlyList<PortalTokenSummary>> ListAsync(Guid ownerId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var rows = await database.PortalTokens.AsNoTracking().Where(token => token.OwnerId == ownerId)
            .OrderByDescending(token => token.CreatedAt).ThenByDescending(token => token.Id)
            .Select(token => new { Row = token, token.Connection!.EndedAt, token.Connection.State })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => PortalTokenSummary.Of(row.Row, row.EndedAt, row.State))];
    }

    /// <returns>False when the person has no such token, or it is revoked already.</returns>
    public Task<bool> RevokeOwnAsync(Guid tokenId, AuditActor person, CancellationToken cancellationToken) =>
        RevokeAsync(database => database.PortalTokens.Where(token => token.Id == tokenId && token.OwnerId == person.UserId), tokenId, person, cancellationToken);

    /// <summary>Anybody's. The caller has checked that the actor is an administrator.</summary>
    /// <returns>False when there is no such token, or it is revoked already.</returns>
    public Task<bool> RevokeAnyAsync(Guid tokenId, AuditActor? administrator, CancellationToken cancellationToken) =>
        RevokeAsync(database => database.PortalTokens.Where(token => token.Id == tokenId), tokenId, administrator, cancellationToken);

    private async Task<bool> RevokeAsync(Func<PortalDbContext, IQueryable<PortalToken>> which, Guid tokenId, AuditActor? actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var tokens = which(database);
        if (await tokens.Where(token => token.RevokedAt == null).ExecuteUpdateAsync(update => update.SetProperty(token => token.RevokedAt, now), cancellationToken) == 0)
        {
            return false;
        }

        var row = await tokens.Select(token => new { token.OwnerId, token.ConnectionId }).SingleAsync(cancellationToken);
        await audit.AppendAsync(database, new AuditEntry(AuditActions.TokenRevoke, AuditEntry.Done, actor, row.OwnerId, row.ConnectionId, Detail(tokenId)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task<bool> HasEnoughAsync(PortalDbContext database, Guid owner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var anHourAgo = now.AddHours(-1);
        var own = database.PortalTokens.Where(token => token.OwnerId == owner);
        return await own.CountAsync(token => token.RevokedAt == null && token.EndsAt > now && token.Connection!.EndedAt == null, cancellationToken) >= MostLiving
            || await own.CountAsync(token => token.CreatedAt > anHourAgo, cancellationToken) >= MostMadeInAnHour;
    }
}
