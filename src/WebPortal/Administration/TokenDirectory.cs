using Microsoft.EntityFrameworkCore;
using WebPortal.Data;
using WebPortal.Lending.Tokens;

namespace WebPortal.Administration;

/// <summary>Finds everybody's portal tokens, for administrators and auditors.</summary>
internal sealed class TokenDirectory(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="person">Part of a name, user name, address or Bitbucket uuid.</param>
    /// <param name="withOver">Also those that will never open anything again.</param>
    /// <param name="after">The last token of the page before this one.</param>
    public async Task<TokenPage> FindAsync(string? person, bool withOver, Guid? after, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var found = OfPerson(withOver ? database.PortalTokens : Living(database), person);
        var count = await found.Take(TokenPage.MostCounted).CountAsync(cancellationToken);
        if (after is { } id && await database.PortalTokens.Where(token => token.Id == id).Select(token => (DateTimeOffset?)token.CreatedAt).SingleOrDefaultAsync(cancellationToken) is { } at)
        {
            found = found.Where(token => token.CreatedAt <= at && (token.CreatedAt < at || token.Id.CompareTo(id) < 0));
        }

        var rows = await ReadAsync(found.OrderByDescending(token => token.CreatedAt).ThenByDescending(token => token.Id).Take(PageSize + 1), cancellationToken);
        return new TokenPage([.. rows.Take(PageSize)], count, rows.Count > PageSize ? rows[PageSize - 1].Token.Id : null);
    }

    /// <returns>Null when there is no such token, or it is over.</returns>
    public async Task<TokenRow?> FindLivingAsync(Guid tokenId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return (await ReadAsync(Living(database).Where(token => token.Id == tokenId), cancellationToken)).SingleOrDefault();
    }

    private IQueryable<PortalToken> Living(PortalDbContext database)
    {
        var now = clock.GetUtcNow();
        return database.PortalTokens.Where(token => token.RevokedAt == null && token.EndsAt > now && token.Connection!.EndedAt == null);
    }

    private static IQueryable<PortalToken> OfPerson(IQueryable<PortalToken> tokens, string? person)
    {
        if (string.IsNullOrWhiteSpace(person))
        {
            return tokens;
        }

        var pattern = $"%{LikePattern.Escape(person.Trim().ToUpperInvariant())}%";
        return tokens.Where(token => EF.Functions.Like(token.Owner!.SearchText, pattern, LikePattern.EscapeCharacter));
    }

    private static async Task<List<TokenRow>> ReadAsync(IQueryable<PortalToken> tokens, CancellationToken cancellationToken)
    {
        var rows = await tokens.AsNoTracking().Select(token => new
        {
            Row = token,
            token.Connection!.EndedAt,
            token.Connection.State,
            token.Owner!.DisplayName,
            token.Owner.Username,
            token.Owner.Email,
        }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new TokenRow(PortalTokenSummary.Of(row.Row, row.EndedAt, row.State), row.DisplayName, row.Username, row.Email))];
    }
}
