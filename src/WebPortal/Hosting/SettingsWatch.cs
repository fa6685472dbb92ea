namespace WebPortal.Hosting;

/// <summary>Looks several times a second whether the settings files say something new about who may do what.</summary>
internal sealed partial class SettingsWatch(IConfiguration configuration, TimeProvider clock, ILogger<SettingsWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);

    private readonly Dictionary<WatchedFiles, string> _failing = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        WatchedFiles[] files = [.. (configuration as IConfigurationRoot)?.Providers.OfType<WatchedFiles>() ?? []];
        using var timer = new PeriodicTimer(Interval, clock);
        while (files.Length > 0 && await timer.WaitForNextTickAsync(stoppingToken))
        {
            Array.ForEach(files, Follow);
        }
    }

    /// <summary>A failure is logged once, not at every look. Whatever it is, the settings stay and the looking goes on.</summary>
    private void Follow(WatchedFiles file)
    {
        try
        {
            file.Follow();
            _failing.Remove(file);
        }
        catch (Exception fault)
        {
            if (!_failing.TryGetValue(file, out var before) || before != fault.Message)
            {
                Log.NotFollowed(logger, fault.Message);
            }

            _failing[file] = fault.Message;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A settings file has changed and cannot be taken over; what was read before stays in force: {Reason}")]
        public static partial void NotFollowed(ILogger logger, string reason);
    }
}
