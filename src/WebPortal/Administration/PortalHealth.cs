using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Gathers how the installation stands, for administrators and auditors. Costs the same with ten connections and with a million.</summary>
internal sealed class PortalHealth(
    IDbContextFactory<PortalDbContext> contexts,
    IOptions<DatabaseOptions> storage,
    IOptions<ConnectionsOptions> upkeep,
    KeyRingReader keys,
    ClientStandingStore client,
    AuditFeed feed,
    ConnectionCounting counting,
    HealthEvents events,
    TimeProvider clock)
{
    public async Task<HealthReport> ReadAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<HealthIncident> clientEvents =
        [
            .. await events.FindAsync(AuditActions.ClientRefused, cancellationToken),
            .. await events.FindAsync(AuditActions.ClientAccepted, cancellationToken),
        ];
        return new HealthReport(
            clock.GetUtcNow(),
            await ReadStorageAsync(cancellationToken),
            await ReadKeysAsync(cancellationToken),
            await client.ReadAsync(cancellationToken),
            feed.IsFresh,
            upkeep.Value.KeepAlive,
            await counting.CountAsync(cancellationToken),
            await CountDyingAsync(HealthReport.DyingDays, cancellationToken),
            await CountDyingAsync(HealthReport.SoonDays, cancellationToken),
            await events.FindRetryingAsync(cancellationToken),
            await events.FindAsync(AuditActions.UnspentRefused, cancellationToken),
            [.. clientEvents.OrderByDescending(happened => happened.Id)],
            await events.FindLeftoversAsync(cancellationToken));
    }

    private async Task<StorageHealth> ReadStorageAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var began = clock.GetTimestamp();
        await database.AuditHeads.Select(head => head.Sequence).SingleOrDefaultAsync(cancellationToken);
        var answersIn = clock.GetElapsedTime(began);
        var pending = await database.Database.GetPendingMigrationsAsync(cancellationToken);
        return new StorageHealth(storage.Value.Provider.ToString(), answersIn, [.. pending]);
    }

    private async Task<KeyHealth> ReadKeysAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var (thumbprint, endsAt) = keys.ReadCertificate();
        return new KeyHealth(
            await keys.CountKeysAsync(cancellationToken),
            thumbprint,
            endsAt,
            await CountAsync(KeysLoss.Waiting(database), cancellationToken));
    }

    private async Task<int> CountDyingAsync(int days, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await CountAsync(ConnectionSelection.Find(database, new ConnectionFilter(DiesWithinDays: days), clock.GetUtcNow()), cancellationToken);
    }

    private static Task<int> CountAsync(IQueryable<Connection> rows, CancellationToken cancellationToken) =>
        rows.Select(row => row.Id).Take(ConnectionPage.MostCounted + 1).CountAsync(cancellationToken);
}
