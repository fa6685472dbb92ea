using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Brings connections back without anybody's help: retries what is due, takes over what a dead process left, and destroys former refresh tokens in time.</summary>
internal sealed class RefreshRecovery(
    IDbContextFactory<PortalDbContext> contexts,
    ConnectionRefresher refresher,
    ClientStandingStore standings,
    TokenEndpointPace pace,
    IDatabaseClock clock)
{
    private const int BatchSize = 20;
    private const int AtOnce = 4;
    private static readonly TimeSpan Deferral = TimeSpan.FromMinutes(5);

    /// <summary>Retries what is due now.</summary>
    /// <returns>How many connections were due.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var due = await ReadDueAsync(cancellationToken);
        if (due.Count == 0 || (await standings.ReadAsync(cancellationToken)).WrongSince is not null)
        {
            return 0;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(due, options, async (row, cancel) =>
        {
            await pace.WaitAsync(cancel);
            if (await refresher.RefreshAsync(row.Id, row.Generation, cancel) is RefreshOutcome.ReconsentRequired)
            {
                await DeferAsync(row.Id, cancel);
            }
        });
        return due.Count;
    }

    /// <summary>Rows whose time has come and that nobody is refreshing.</summary>
    public static IQueryable<Connection> Due(PortalDbContext database, DateTimeOffset now) => database.Connections.Where(row =>
        row.NextRefreshAt <= now && (row.State == ConnectionState.Healthy || row.State == ConnectionState.Retrying)
        && (row.LeaseExpiresAt == null || row.LeaseExpiresAt < now));

    /// <summary>Former refresh tokens that Bitbucket no longer takes.</summary>
    public static IQueryable<Connection> Outlived(PortalDbContext database, DateTimeOffset now) =>
        database.Connections.Where(row => row.FormerRefreshTokenEndsAt <= now);

    /// <returns>How many former refresh tokens were destroyed.</returns>
    public async Task<int> DestroyFormerAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var now = await clock.ReadAsync(database, cancellationToken);
        return await Outlived(database, now).ExecuteUpdateAsync(
            update => update
                .SetProperty(row => row.SealedFormerRefreshToken, (string?)null)
                .SetProperty(row => row.FormerRefreshTokenEndsAt, (DateTimeOffset?)null),
            cancellationToken);
    }

    /// <summary>A row that is still due could not even be sent, because its seal does not open: it waits behind the others for better keys.</summary>
    private async Task DeferAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var now = await clock.ReadAsync(database, cancellationToken);
        await Due(database, now).Where(row => row.Id == connectionId)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.NextRefreshAt, now + Deferral), cancellationToken);
    }

    /// <summary>What a dead holder left comes first: its refresh token may be spent, and Bitbucket's grace runs.</summary>
    private async Task<List<(Guid Id, long Generation)>> ReadDueAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var now = await clock.ReadAsync(database, cancellationToken);
        var due = await Due(database, now)
            .OrderBy(row => row.LeaseOwner == null).ThenBy(row => row.NextRefreshAt)
            .Take(BatchSize)
            .Select(row => new { row.Id, row.Generation })
            .ToListAsync(cancellationToken);
        return [.. due.Select(row => (row.Id, row.Generation))];
    }
}
