using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>What a lost key ring means for connections, and what its return does. Sealed values and generations are never touched.</summary>
/// <remarks>
/// The loss is recorded before the new ring has a key: a start that is broken off finds the ring empty again and goes on where it stopped.
/// Replicas that start at once find each other's work done.
/// </remarks>
internal sealed partial class KeysLoss(IDbContextFactory<PortalDbContext> contexts, SealedKeys keys, CredentialSeal seal, AuditLog audit, ILogger<KeysLoss> logger)
{
    private const int BatchSize = 500;

    /// <summary>Living connections whose credential waits for the return of its key.</summary>
    public static IQueryable<Connection> Waiting(PortalDbContext database) =>
        database.Connections.Where(row => row.State == ConnectionState.ReconnectNeeded && row.StateReason == StateReasons.KeysLost && row.EndedAt == null);

    /// <summary>Asks everybody whose credential was sealed with the lost ring to reconnect.</summary>
    public async Task RecordLossAsync(int sealedCredentials, CancellationToken cancellationToken)
    {
        Log.RingLost(logger, sealedCredentials);
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var changed = await database.Connections
            .Where(row => (row.State == ConnectionState.Healthy || row.State == ConnectionState.Retrying) && row.SealedAccessToken != null)
            .ExecuteUpdateAsync(
                update => update
                    .SetProperty(row => row.State, ConnectionState.ReconnectNeeded)
                    .SetProperty(row => row.StateReason, StateReasons.KeysLost)
                    .SetProperty(row => row.NextRefreshAt, (DateTimeOffset?)null)
                    .SetProperty(row => row.LeaseOwner, (Guid?)null)
                    .SetProperty(row => row.LeaseExpiresAt, (DateTimeOffset?)null),
                cancellationToken);
        if (changed > 0)
        {
            await audit.AppendAsync(database, new AuditEntry(AuditActions.KeysLost, AuditEntry.Done, Detail: $"connections: {changed}"), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Gives back the connections whose credential opens again.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RecordReturnAsync(CancellationToken cancellationToken)
    {
        var found = 0;
        foreach (var prefix in keys.Prefixes())
        {
            var last = Guid.Empty;
            while (await ReadWaitingAsync(prefix, last, cancellationToken) is [.., var end] batch)
            {
                last = end.Id;
                found += await ReturnAsync([.. batch.Where(row => seal.Opens(row)).Select(row => row.Id)], cancellationToken);
            }
        }

        if (found > 0)
        {
            Log.RingFound(logger, found);
        }

        return found;
    }

    private async Task<List<Connection>> ReadWaitingAsync(string prefix, Guid after, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await Waiting(database).AsNoTracking()
            .Where(row => row.SealedAccessToken!.StartsWith(prefix) && row.Id > after)
            .OrderBy(row => row.Id)
            .Take(BatchSize)
            .ToListAsync(cancellationToken);
    }

    private async Task<int> ReturnAsync(List<Guid> ids, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var changed = await Waiting(database).Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(
            update => update.SetProperty(row => row.State, ConnectionState.Healthy).SetProperty(row => row.StateReason, (string?)null), cancellationToken);
        if (changed > 0)
        {
            await audit.AppendAsync(database, new AuditEntry(AuditActions.KeysFound, AuditEntry.Done, Detail: $"connections: {changed}"), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return changed;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The key ring is empty although {SealedCredentials} sealed credentials are stored: the table DataProtectionKeys was lost. Their people must sign in again; restore the table and restart to give the connections back")]
        public static partial void RingLost(ILogger logger, int sealedCredentials);

        [LoggerMessage(2, LogLevel.Warning, "The lost keys are back: {Connections} connections work again")]
        public static partial void RingFound(ILogger logger, int connections);
    }
}
