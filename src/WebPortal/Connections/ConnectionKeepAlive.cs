using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Renews grants that nobody used for 75 days, one after another, long before Bitbucket lets them die; at shutdown waits for refreshes in flight.</summary>
internal sealed partial class ConnectionKeepAlive(
    IDbContextFactory<PortalDbContext> contexts,
    ConnectionRefresher refresher,
    IOptions<ConnectionsOptions> options,
    TimeProvider clock,
    ILogger<ConnectionKeepAlive> logger) : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan IdleLimit = TimeSpan.FromDays(75);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);

    /// <summary>Renews what is due.</summary>
    /// <returns>How many grants were due.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var cutoff = now - IdleLimit;
        await using var database = contexts.CreateDbContext();
        var due = await database.Connections
            .Where(row => (row.State == ConnectionState.Healthy || row.State == ConnectionState.Retrying)
                && row.RefreshTokenIssuedAt < cutoff && (row.NextRefreshAt == null || row.NextRefreshAt < now))
            .OrderBy(row => row.RefreshTokenIssuedAt)
            .Take(BatchSize)
            .Select(row => new { row.Id, row.Generation })
            .ToListAsync(cancellationToken);
        foreach (var row in due)
        {
            await refresher.RefreshAsync(row.Id, row.Generation, cancellationToken);
        }

        return due.Count;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await refresher.WhenIdleAsync().WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.KeepAlive)
        {
            return;
        }

        using var timer = new PeriodicTimer(SweepInterval, clock);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Log.SweepFailed(logger, fault.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The keep-alive sweep failed with {Fault}; it runs again within the hour")]
        public static partial void SweepFailed(ILogger logger, string fault);
    }
}
