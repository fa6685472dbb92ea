using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Keeps what Bitbucket thinks of the portal's client: one row, one alarm and one prober for all replicas.</summary>
internal sealed partial class ClientStandingStore(
    IDbContextFactory<PortalDbContext> contexts,
    AuditLog audit,
    IDatabaseClock clock,
    ILogger<ClientStandingStore> logger)
{
    /// <summary>While the client is refused it is asked this often, by one replica at a time.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(30);

    public async Task<ClientStandingSummary> ReadAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await database.ClientStandings
            .Select(row => new ClientStandingSummary(row.WrongSince, row.NextProbeAt, row.ReplayRefusedAt, row.LastGrantedAt))
            .SingleAsync(cancellationToken);
    }

    /// <summary>Raises the alarm: whoever is first among all replicas writes the one record.</summary>
    public async Task MarkRefusedAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var now = await clock.ReadAsync(database, cancellationToken);
        var marked = await database.ClientStandings.Where(row => row.WrongSince == null).ExecuteUpdateAsync(
            update => update.SetProperty(row => row.WrongSince, now).SetProperty(row => row.NextProbeAt, now + ProbeInterval), cancellationToken);
        if (marked == 0)
        {
            return;
        }

        await audit.AppendAsync(database, new AuditEntry(AuditActions.ClientRefused, "refused"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Refused(logger);
    }

    /// <summary>Ends the alarm.</summary>
    public async Task MarkAcceptedAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var marked = await database.ClientStandings.Where(row => row.WrongSince != null).ExecuteUpdateAsync(
            update => update.SetProperty(row => row.WrongSince, (DateTimeOffset?)null).SetProperty(row => row.NextProbeAt, (DateTimeOffset?)null), cancellationToken);
        if (marked == 0)
        {
            return;
        }

        await audit.AppendAsync(database, new AuditEntry(AuditActions.ClientAccepted, AuditEntry.Done), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Accepted(logger);
    }

    /// <returns>True for the one caller among all replicas who is to ask Bitbucket now.</returns>
    public async Task<bool> TryClaimProbeAsync(ClientStandingSummary seen, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var now = await clock.ReadAsync(database, cancellationToken);
        return (seen.NextProbeAt is null || seen.NextProbeAt <= now)
            && await database.ClientStandings.Where(row => row.WrongSince != null && row.NextProbeAt == seen.NextProbeAt)
                .ExecuteUpdateAsync(update => update.SetProperty(row => row.NextProbeAt, now + ProbeInterval), cancellationToken) == 1;
    }

    /// <summary>A success after a refused replay: the client is not locked out, so the next refusal means what it says.</summary>
    public async Task MarkGrantedAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var now = await clock.ReadAsync(database, cancellationToken);
        await database.ClientStandings.ExecuteUpdateAsync(update => update.SetProperty(row => row.LastGrantedAt, now), cancellationToken);
    }

    /// <summary>Part of the caller's transaction.</summary>
    public static Task MarkReplayRefusedAsync(PortalDbContext database, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.ClientStandings.ExecuteUpdateAsync(update => update.SetProperty(row => row.ReplayRefusedAt, at), cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Bitbucket refuses the portal's client: Bitbucket:ClientId and Bitbucket:ClientSecret do not fit together. No connection is changed; everything goes on alone once they are right")]
        public static partial void Refused(ILogger logger);

        [LoggerMessage(2, LogLevel.Warning, "Bitbucket accepts the portal's client again; refreshes go on")]
        public static partial void Accepted(ILogger logger);
    }
}
