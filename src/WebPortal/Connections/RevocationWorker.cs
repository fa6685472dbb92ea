namespace WebPortal.Connections;

/// <summary>Takes up what orders have left to do: runs that a dead process left half-way, and the optional steps at Bitbucket.</summary>
internal sealed partial class RevocationWorker(
    RevocationExecution execution, RevocationSteps steps, TimeProvider clock, ILogger<RevocationWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Stops use for every connection of abandoned runs.</summary>
    /// <returns>How many runs were abandoned.</returns>
    public async Task<int> ResumeAsync(CancellationToken cancellationToken)
    {
        var abandoned = await execution.FindAbandonedAsync(cancellationToken);
        foreach (var run in abandoned)
        {
            await execution.StopAsync(run, cancellationToken);
        }

        return abandoned.Count;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await execution.WhenIdleAsync(cancellationToken);
    }

    /// <summary>Two loops, so that a slow Bitbucket never holds up the stopping of use.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(RepeatAsync(ResumeAsync, stoppingToken), RepeatAsync(steps.TakeDueAsync, stoppingToken));

    private async Task RepeatAsync(Func<CancellationToken, Task<int>> workAsync, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await workAsync(cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, fault.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The work on ordered revocations failed with {Fault}; it goes on in a moment")]
        public static partial void Failed(ILogger logger, string fault);
    }
}
