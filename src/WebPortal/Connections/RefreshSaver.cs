using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Bitbucket;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Saves a new pair in one write, fenced by generation and lease, and tries until it is saved, superseded, or the process dies.</summary>
/// <remarks>The old refresh token is spent by then, so the pair at hand is all there is; giving up would be losing the connection.</remarks>
internal sealed partial class RefreshSaver(
    IDbContextFactory<PortalDbContext> contexts,
    CredentialSeal seal,
    AuditLog audit,
    IDatabaseClock shared,
    TimeProvider clock,
    ILogger<RefreshSaver> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private enum Saved
    {
        Yes,
        Superseded,
        NotYet,
    }

    /// <returns>False when a newer credential or an end of the connection stands in the row; the pair is thrown away then.</returns>
    public async Task<bool> SaveAsync(RefreshAttempt attempt, TokenSet tokens, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (true)
        {
            var saved = Saved.NotYet;
            try
            {
                saved = await TrySaveAsync(attempt, tokens, cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                Log.SaveFailed(logger, attempt.Row.Id, fault.GetType().Name);
            }

            if (saved != Saved.NotYet)
            {
                Log.Refreshed(logger, attempt.Row.Id, attempt.Row.Generation + 1, saved == Saved.Yes);
                return saved == Saved.Yes;
            }

            await Task.Delay(pause, clock, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<Saved> TrySaveAsync(RefreshAttempt attempt, TokenSet tokens, CancellationToken cancellationToken)
    {
        var row = attempt.Row;
        await using var database = contexts.CreateDbContext();
        var now = await shared.ReadAsync(database, cancellationToken);
        var open = RefreshLease.Open(database, row, attempt.Holder, now);
        if (await WriteAsync(open.Where(r => r.State != ConnectionState.ReconnectNeeded), attempt, tokens, now, cancellationToken))
        {
            return Saved.Yes;
        }

        var current = await database.Connections.Where(r => r.Id == row.Id && r.Generation == row.Generation)
            .Select(r => (ConnectionState?)r.State).FirstOrDefaultAsync(cancellationToken);
        return current switch
        {
            null => Saved.Superseded,
            ConnectionState.ReconnectNeeded => await RecoverAsync(attempt, tokens, now, cancellationToken),
            _ => Saved.NotYet,
        };
    }

    /// <summary>While the store was away from here another replica sent the old token again and was refused. That condemned the old generation; ours is newer.</summary>
    private async Task<Saved> RecoverAsync(RefreshAttempt attempt, TokenSet tokens, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = attempt.Row;
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await WriteAsync(RefreshLease.Open(database, row, attempt.Holder, now), attempt, tokens, now, cancellationToken))
        {
            return Saved.NotYet;
        }

        var record = new AuditEntry(AuditActions.Recovered, AuditEntry.Done, SubjectUserId: row.OwnerId, ConnectionId: row.Id);
        await audit.AppendAsync(database, record, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Saved.Yes;
    }

    /// <summary>A suspension stays: the pair is kept for the day on which it is lifted.</summary>
    private async Task<bool> WriteAsync(
        IQueryable<Connection> rows, RefreshAttempt attempt, TokenSet tokens, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = attempt.Row;
        var access = seal.Seal(row, tokens.AccessToken);
        var refresh = tokens.RefreshToken is { } rotated ? seal.Seal(row, rotated) : row.SealedRefreshToken;
        var formerEndsAt = attempt.ClaimedAt + RefreshAttempt.Grace;
        var former = tokens.RefreshToken is not null && formerEndsAt > now ? attempt.SealedFormer : null;

        // A token that stays has been sent by this attempt; a new one has not been sent by anybody.
        var spentAt = tokens.RefreshToken is null ? row.SpentAt ?? attempt.ClaimedAt : (DateTimeOffset?)null;
        return await rows.ExecuteUpdateAsync(
            update => update
                .SetProperty(r => r.State, r => r.State == ConnectionState.Suspended ? ConnectionState.Suspended : ConnectionState.Healthy)
                .SetProperty(r => r.StateBeforeSuspension, r => r.State == ConnectionState.Suspended ? ConnectionState.Healthy : (ConnectionState?)null)
                .SetProperty(r => r.StateReason, r => r.State == ConnectionState.Suspended ? r.StateReason : null)
                .SetProperty(r => r.Generation, row.Generation + 1)
                .SetProperty(r => r.SealedAccessToken, access)
                .SetProperty(r => r.SealedRefreshToken, refresh)
                .SetProperty(r => r.SealedFormerRefreshToken, former)
                .SetProperty(r => r.FormerRefreshTokenEndsAt, former == null ? null : formerEndsAt)
                .SetProperty(r => r.SpentAt, spentAt)
                .SetProperty(r => r.AccessTokenExpiresAt, now + (tokens.ExpiresAt - clock.GetUtcNow()))
                .SetProperty(r => r.RefreshTokenIssuedAt, r => r.Kind == ConnectionKind.AuthorizationCode ? now : r.RefreshTokenIssuedAt)
                .SetProperty(r => r.GrantedScope, tokens.GrantedScope ?? row.GrantedScope)
                .SetProperty(r => r.FailedRefreshes, 0)
                .SetProperty(r => r.NextRefreshAt, (DateTimeOffset?)null)
                .SetProperty(r => r.LeaseOwner, (Guid?)null)
                .SetProperty(r => r.LeaseExpiresAt, (DateTimeOffset?)null),
            cancellationToken) == 1;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Connection {ConnectionId} was refreshed to generation {Generation}; saved: {Saved}")]
        public static partial void Refreshed(ILogger logger, Guid connectionId, long generation, bool saved);

        [LoggerMessage(2, LogLevel.Error, "The new token set of connection {ConnectionId} could not be saved ({Fault}); trying again")]
        public static partial void SaveFailed(ILogger logger, Guid connectionId, string fault);
    }
}
