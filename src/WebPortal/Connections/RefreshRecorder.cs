using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Bitbucket;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Writes what came of a refresh into the row, fenced by lease and generation.</summary>
internal sealed partial class RefreshRecorder(
    IDbContextFactory<PortalDbContext> contexts,
    CredentialSeal seal,
    AuditLog audit,
    TimeProvider clock,
    ILogger<RefreshRecorder> logger)
{
    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(1);

    /// <summary>Bitbucket lets a spent refresh token be replayed for about ten minutes; until then a lost save can still be mended by trying on.</summary>
    private static readonly TimeSpan SaveLimit = TimeSpan.FromMinutes(10);

    /// <summary>Saves the new pair in one write; on a failing store tries again, because the old pair is already spent.</summary>
    public async Task<RefreshOutcome> RefreshedAsync(Connection row, Guid holder, TokenSet tokens)
    {
        var giveUpAt = clock.GetUtcNow() + SaveLimit;
        while (true)
        {
            try
            {
                var saved = await SaveAsync(row, holder, tokens);
                Log.Refreshed(logger, row.Id, row.Generation + 1, saved == 1);

                // Not saved means fenced off: a newer grant or a revocation won, and the row says which.
                return saved == 1 || await IsUsableAsync(row.Id) ? new RefreshOutcome.Refreshed() : new RefreshOutcome.ReconsentRequired();
            }
            catch (Exception fault) when (fault is DbException or DbUpdateException or TimeoutException or InvalidOperationException && clock.GetUtcNow() < giveUpAt)
            {
                Log.SaveFailed(logger, row.Id, fault.GetType().Name);
                await Task.Delay(SaveInterval, clock);
            }
        }
    }

    /// <summary>Condemns the generation that was sent, and only that one.</summary>
    public async Task<RefreshOutcome> ReconsentRequiredAsync(Connection row, Guid? holder, string why)
    {
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync();
        var rows = holder is { } lease
            ? RefreshLease.Held(database, row, lease)
            : database.Connections.Where(r => r.Id == row.Id && r.Generation == row.Generation && r.State != ConnectionState.Ended && r.State != ConnectionState.Suspended);
        var changed = await rows.ExecuteUpdateAsync(update => update
            .SetProperty(r => r.State, r => r.State == ConnectionState.Suspended ? ConnectionState.Suspended : ConnectionState.ReconnectNeeded)
            .SetProperty(r => r.StateBeforeSuspension, r => r.State == ConnectionState.Suspended ? ConnectionState.ReconnectNeeded : null)
            .SetProperty(r => r.NextRefreshAt, (DateTimeOffset?)null)
            .SetProperty(r => r.LeaseOwner, (Guid?)null)
            .SetProperty(r => r.LeaseExpiresAt, (DateTimeOffset?)null));
        if (changed == 1)
        {
            var record = new AuditEntry(AuditActions.ReconnectNeeded, why, SubjectUserId: row.OwnerId, ConnectionId: row.Id);
            await audit.AppendAsync(database, record, CancellationToken.None);
            Log.Condemned(logger, row.Id, row.Generation, why);
        }

        await transaction.CommitAsync();
        return new RefreshOutcome.ReconsentRequired();
    }

    /// <summary>Keeps the credential and sets the next try: doubled each time, spread by a fifth, never sooner than upstream asked.</summary>
    public async Task<RefreshOutcome> UnavailableAsync(Connection row, Guid holder, TimeSpan? retryAfter)
    {
        var delay = Delay(row.FailedRefreshes, retryAfter);
        await using var database = contexts.CreateDbContext();
        await RefreshLease.Held(database, row, holder).ExecuteUpdateAsync(update => update
            .SetProperty(r => r.State, r => r.State == ConnectionState.Suspended ? ConnectionState.Suspended : ConnectionState.Retrying)
            .SetProperty(r => r.StateBeforeSuspension, r => r.State == ConnectionState.Suspended ? ConnectionState.Retrying : null)
            .SetProperty(r => r.FailedRefreshes, r => r.FailedRefreshes + 1)
            .SetProperty(r => r.NextRefreshAt, clock.GetUtcNow() + delay)
            .SetProperty(r => r.LeaseOwner, (Guid?)null)
            .SetProperty(r => r.LeaseExpiresAt, (DateTimeOffset?)null));
        Log.Unavailable(logger, row.Id, delay);
        return new RefreshOutcome.TemporarilyUnavailable(delay);
    }

    private static TimeSpan Delay(int failures, TimeSpan? retryAfter)
    {
        var doubled = FirstDelay * Math.Pow(2, Math.Min(failures, 10));
        var delay = (doubled < LongestDelay ? doubled : LongestDelay) * (0.8 + (0.4 * Random.Shared.NextDouble()));
        return retryAfter > delay ? retryAfter.Value : delay;
    }

    private async Task<int> SaveAsync(Connection row, Guid holder, TokenSet tokens)
    {
        var now = clock.GetUtcNow();
        var access = seal.Seal(row, tokens.AccessToken);
        var refresh = tokens.RefreshToken is { } rotated ? seal.Seal(row, rotated) : row.SealedRefreshToken;
        await using var database = contexts.CreateDbContext();
        return await RefreshLease.Held(database, row, holder).ExecuteUpdateAsync(update => update
            .SetProperty(r => r.State, r => r.State == ConnectionState.Suspended ? ConnectionState.Suspended : ConnectionState.Healthy)
            .SetProperty(r => r.StateBeforeSuspension, r => r.State == ConnectionState.Suspended ? ConnectionState.Healthy : null)
            .SetProperty(r => r.Generation, row.Generation + 1)
            .SetProperty(r => r.SealedAccessToken, access)
            .SetProperty(r => r.SealedRefreshToken, refresh)
            .SetProperty(r => r.AccessTokenExpiresAt, tokens.ExpiresAt)
            .SetProperty(r => r.RefreshTokenIssuedAt, now)
            .SetProperty(r => r.GrantedScope, tokens.GrantedScope ?? row.GrantedScope)
            .SetProperty(r => r.FailedRefreshes, 0)
            .SetProperty(r => r.NextRefreshAt, (DateTimeOffset?)null)
            .SetProperty(r => r.LeaseOwner, (Guid?)null)
            .SetProperty(r => r.LeaseExpiresAt, (DateTimeOffset?)null));
    }

    private async Task<bool> IsUsableAsync(Guid connectionId)
    {
        await using var database = contexts.CreateDbContext();
        return await database.Connections.AnyAsync(r => r.Id == connectionId
            && (r.State == ConnectionState.Healthy || r.State == ConnectionState.Retrying));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Connection {ConnectionId} was refreshed to generation {Generation}; saved: {Saved}")]
        public static partial void Refreshed(ILogger logger, Guid connectionId, long generation, bool saved);

        [LoggerMessage(2, LogLevel.Error, "The new token set of connection {ConnectionId} could not be saved ({Fault}); trying again")]
        public static partial void SaveFailed(ILogger logger, Guid connectionId, string fault);

        [LoggerMessage(3, LogLevel.Warning, "Generation {Generation} of connection {ConnectionId} was refused ({Why}); the person must reconnect")]
        public static partial void Condemned(ILogger logger, Guid connectionId, long generation, string why);

        [LoggerMessage(4, LogLevel.Warning, "The token endpoint was not available for connection {ConnectionId}; next try in {Delay}")]
        public static partial void Unavailable(ILogger logger, Guid connectionId, TimeSpan delay);
    }
}
