using System.Diagnostics;
using Xunit;

namespace WebPortal.Tests.Infrastructure;

/// <summary>How often a trial repeats what it shows, and where its figure goes.</summary>
internal static class TrialRun
{
    private static readonly Lock Writing = new();

    /// <summary>True with <c>WEBPORTAL_TRIALS=full</c>, which <c>tests/trials.sh</c> sets.</summary>
    public static bool IsFull => Environment.GetEnvironmentVariable("WEBPORTAL_TRIALS") == "full";

    public static int Count(int small, int full) => IsFull ? full : small;

    public static TimeSpan Time(double smallSeconds, double fullSeconds) => TimeSpan.FromSeconds(IsFull ? fullSeconds : smallSeconds);

    /// <summary>A time limit for the whole trial, so that it fails instead of hanging.</summary>
    public static CancellationTokenSource Limit(TimeSpan small, TimeSpan full)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(IsFull ? full : small);
        return limit;
    }

    /// <summary>One line, to the test's output and to <c>artifacts/trials.txt</c>.</summary>
    public static void Report(string name, string figures)
    {
        var line = $"TRIAL {name}: {figures}";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        var folder = Directory.CreateDirectory(Path.Combine(Root(), "artifacts"));
        lock (Writing)
        {
            File.AppendAllText(Path.Combine(folder.FullName, "trials.txt"), line + Environment.NewLine);
        }
    }

    /// <summary>Asks again and again until it is so, or the time is over.</summary>
    /// <returns>How long it took; null when it never was so.</returns>
    public static async Task<TimeSpan?> UntilAsync(Func<Task<bool>> isSo, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!await isSo())
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                return null;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WebPortal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
