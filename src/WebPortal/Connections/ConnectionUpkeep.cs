using Microsoft.Extensions.Options;

namespace WebPortal.Connections;

/// <summary>The background work on connections. Every replica does it; leases and compare-and-swap decide who does which piece. At shutdown it waits for refreshes in flight.</summary>
internal sealed partial class ConnectionUpkeep(
    ConnectionKeepAlive keepAlive,
    RefreshRecovery recovery,
    ConnectionRefresher refresher,
    CredentialReminders reminders,
    ClientProbe client,
    TokenEndpointPace pace,
    ClientStandingStore standings,
    IOptions<ConnectionsOptions> options,
    TimeProvider clock,
    ILogger<ConnectionUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan RecoveryInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FormerInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReminderInterval = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromMinutes(10);

    /// <summary>The host's own limit ends the waiting; whatever is not stored by then is repaired by the next process inside Bitbucket's grace.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await refresher.WhenIdleAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Log.LeftInFlight(logger);
        }
    }

    /// <summary>While the client is refused, asks again when it is time.</summary>
    public async Task WatchClientAsync(CancellationToken cancellationToken)
    {
        if ((await standings.ReadAsync(cancellationToken)).WrongSince is not null)
        {
            await pace.WaitAsync(cancellationToken);
            await client.ReadStandingAsync(cancellationToken);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        EveryAsync(RecoveryInterval, "recovery", recovery.SweepAsync, stoppingToken),
        EveryAsync(FormerInterval, "former tokens", recovery.DestroyFormerAsync, stoppingToken),
        EveryAsync(ReminderInterval, "reminders", reminders.SweepAsync, stoppingToken),
        EveryAsync(ProbeInterval, "client probe", WatchClientAsync, stoppingToken),
        options.Value.KeepAlive ? EveryAsync(KeepAliveInterval, "keep-alive", keepAlive.SweepAsync, stoppingToken) : Task.CompletedTask);

    private async Task EveryAsync(TimeSpan interval, string work, Func<CancellationToken, Task> run, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock);
        do
        {
            try
            {
                await run(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, work, fault.GetType().Name, interval);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The background work on connections ({Work}) failed with {Fault}; it runs again in {Interval}")]
        public static partial void Failed(ILogger logger, string work, string fault, TimeSpan interval);

        [LoggerMessage(2, LogLevel.Warning, "A refresh was still in flight when the time for shutting down ran out")]
        public static partial void LeftInFlight(ILogger logger);
    }
}
