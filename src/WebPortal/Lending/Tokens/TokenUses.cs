using System.Net;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Lending.Tokens;

/// <summary>Writes down when and from where a token was last used, once a minute at most, and leaves a record of the first time.</summary>
internal sealed class TokenUses(IDbContextFactory<PortalDbContext> contexts, AuditLog audit, TimeProvider clock)
{
    public async Task MarkAsync(KnownToken known, IPAddress? address, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known.TryMark(now))
        {
            await contexts.TryWriteAsync((database, cancellation) => WriteAsync(database, known.Caller, address?.ToString(), now, cancellation), cancellationToken);
        }
    }

    private async Task WriteAsync(PortalDbContext database, PortalTokenCaller caller, string? address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var own = database.PortalTokens.Where(token => token.Id == caller.TokenId);
        if (await SetAsync(own.Where(token => token.LastUsedAt == null), address, now, cancellationToken) > 0)
        {
            var record = new AuditEntry(
                AuditActions.TokenFirstUse, AuditEntry.Done, new AuditActor(caller.OwnerId, address), caller.OwnerId, caller.ConnectionId, TokenStore.Detail(caller.TokenId));
            await audit.AppendAsync(database, record, cancellationToken);
        }
        else
        {
            await SetAsync(own.Where(token => token.LastUsedAt < now), address, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static Task<int> SetAsync(IQueryable<PortalToken> tokens, string? address, DateTimeOffset now, CancellationToken cancellationToken) =>
        tokens.ExecuteUpdateAsync(
            update => update.SetProperty(token => token.LastUsedAt, now).SetProperty(token => token.LastUsedAddress, address), cancellationToken);
}
