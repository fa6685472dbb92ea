using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Writes into the row what came of a refresh that brought no new pair, fenced by lease and generation.</summary>
internal sealed partial class RefreshRecorder(
    IDbContextFactory<PortalDbContext> contexts,
    AuditLog audit,
    IDatabaseClock clock,
    ILogger<RefreshRecorder> logger)
{
    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(15);

    /// <summary>Condemns the generation in <paramref name="row"/>, and only that one.</summary>
    public async Task<RefreshOutcome> ReconsentRequiredAsync(Connection row, Guid? holder, string why)
    {
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync();
        if (await CondemnAsync(database, row, holder, why))
        {
            await audit.AppendAsync(database, ReconnectNeeded(row, why), CancellationToken.None);
            await transaction.CommitAsync();
        }

        return new RefreshOutcome.ReconsentRequired();
    }

    /// <summary>Condemns a generation that Bitbucket refused, with what that says beyond it.</summary>
    /// <remarks>
    /// Refused although this installation never sent it and it was not too old: a copy may have been used elsewhere, or the person ended the consent at
    /// Bitbucket, which looks the same. Refused although sent before: a replay after Bitbucket's grace, for which it may lock the client out.
    /// </remarks>
    public async Task<RefreshOutcome> RefusedAsync(RefreshAttempt attempt, string why)
    {
        var row = attempt.Row;
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync();
        var now = await clock.ReadAsync(database, CancellationToken.None);
        if (!await CondemnAsync(database, row, attempt.Holder, why))
        {
            return new RefreshOutcome.ReconsentRequired();
        }

        if (!attempt.IsFirstUse)
        {
            await ClientStandingStore.MarkReplayRefusedAsync(database, now, CancellationToken.None);
        }

        var isIncident = attempt.IsFirstUse && now - row.RefreshTokenIssuedAt < ConnectionStatusReader.UnusedLife;
        var incident = new AuditEntry(
            AuditActions.UnspentRefused, why, SubjectUserId: row.OwnerId, ConnectionId: row.Id,
            Detail: $"generation {row.Generation}, issued {Second(row.RefreshTokenIssuedAt)}, refused {Second(now)}");
        await audit.AppendAsync(database, isIncident ? [incident, ReconnectNeeded(row, why)] : [ReconnectNeeded(row, why)], CancellationToken.None);
        await transaction.CommitAsync();
        if (isIncident)
        {
            Log.NeverSent(logger, row.Id, row.Generation, row.RefreshTokenIssuedAt);
        }

        return new RefreshOutcome.ReconsentRequired();
    }

    /// <summary>Keeps the credential and sets the next try: doubled each time, spread by a fifth, never sooner than upstream asked.</summary>
    public async Task<RefreshOutcome> UnavailableAsync(RefreshAttempt attempt, TimeSpan? retryAfter, string why)
    {
        var delay = Delay(attempt.Row.FailedRefreshes, retryAfter);
        await RetryAsync(attempt, delay, why, attempt.Row.SpentAt ?? attempt.ClaimedAt);
        return new RefreshOutcome.TemporarilyUnavailable(delay);
    }

    /// <summary>The same for a refusal that may be a lock-out: nobody has judged the refresh token, so it counts as not sent.</summary>
    public async Task<RefreshOutcome> LockedOutAsync(RefreshAttempt attempt, TimeSpan until)
    {
        var delay = until + (FirstDelay * (1 + Random.Shared.NextDouble()));
        await RetryAsync(attempt, delay, StateReasons.LockedOut, attempt.Row.SpentAt);
        return new RefreshOutcome.TemporarilyUnavailable(delay);
    }

    private static TimeSpan Delay(int failures, TimeSpan? retryAfter)
    {
        var doubled = FirstDelay * Math.Pow(2, Math.Min(failures, 10));
        var delay = (doubled < LongestDelay ? doubled : LongestDelay) * (0.8 + (0.4 * Random.Shared.NextDouble()));
        return retryAfter > delay ? retryAfter.Value : delay;
    }

    private static string Second(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static AuditEntry ReconnectNeeded(Connection row, string why) =>
        new(AuditActions.ReconnectNeeded, why, SubjectUserId: row.OwnerId, ConnectionId: row.Id);

    /// <summary>A suspension stays, and is lifted to the new state.</summary>
    private async Task<bool> CondemnAsync(PortalDbContext database, Connection row, Guid? holder, string why)
    {
        var rows = holder is { } lease
            ? RefreshLease.Held(database, row, lease)
            : database.Connections.Where(r => r.Id == row.Id && r.Generation == row.Generation
                && (r.State == ConnectionState.Healthy || r.State == ConnectionState.Retrying));
        var changed = await rows.ExecuteUpdateAsync(update => update
            .SetProperty(r => r.State, r => r.State == ConnectionState.Suspended ? ConnectionState.Suspended : ConnectionState.ReconnectNeeded)
            .SetProperty(r => r.StateBeforeSuspension, r => r.State == ConnectionState.Suspended ? ConnectionState.ReconnectNeeded : (ConnectionState?)null)
            .SetProperty(r => r.StateReason, r => r.State == ConnectionState.Suspended ? r.StateReason : why)
            .SetProperty(r => r.SealedFormerRefreshToken, (string?)null)
            .SetProperty(r => r.FormerRefreshTokenEndsAt, (DateTimeOffset?)null)
            .SetProperty(r => r.NextRefreshAt, (DateTimeOffset?)null)
            .SetProperty(r => r.LeaseOwner, (Guid?)null)
            .SetProperty(r => r.LeaseExpiresAt, (DateTimeOffset?)null));
        if (changed == 1)
        {
            Log.Condemned(logger, row.Id, row.Generation, why);
        }

        return changed == 1;
    }

    private async Task RetryAsync(RefreshAttempt attempt, TimeSpan delay, string why, DateTimeOffset? spentAt)
    {
        var row = attempt.Row;
        await using var database = contexts.CreateDbContext();
        var now = await clock.ReadAsync(database, CancellationToken.None);
        await RefreshLease.Held(database, row, attempt.Holder).ExecuteUpdateAsync(update => update
            .SetProperty(r => r.State, r => r.State == ConnectionState.Suspended ? ConnectionState.Suspended : ConnectionState.Retrying)
            .SetProperty(r => r.StateBeforeSuspension, r => r.State == ConnectionState.Suspended ? ConnectionState.Retrying : (ConnectionState?)null)
            .SetProperty(r => r.StateReason, r => r.State == ConnectionState.Suspended ? r.StateReason : why)
            .SetProperty(r => r.FailedRefreshes, r => r.FailedRefreshes + 1)
            .SetProperty(r => r.NextRefreshAt, now + delay)
            .SetProperty(r => r.SpentAt, spentAt)
            .SetProperty(r => r.LeaseOwner, (Guid?)null)
            .SetProperty(r => r.LeaseExpiresAt, (DateTimeOffset?)null));
        Log.Unavailable(logger, row.Id, why, delay);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Generation {Generation} of connection {ConnectionId} was refused ({Why}); the person must reconnect")]
        public static partial void Condemned(ILogger logger, Guid connectionId, long generation, string why);

        [LoggerMessage(2, LogLevel.Warning, "Connection {ConnectionId} could not be refreshed ({Why}); next try in {Delay}")]
        public static partial void Unavailable(ILogger logger, Guid connectionId, string why, TimeSpan delay);

        [LoggerMessage(3, LogLevel.Warning, "Generation {Generation} of connection {ConnectionId}, issued at {IssuedAt}, was refused although this installation never sent it: the person ended the consent at Bitbucket, or a copy of the credential was used elsewhere")]
        public static partial void NeverSent(ILogger logger, Guid connectionId, long generation, DateTimeOffset issuedAt);
    }
}
