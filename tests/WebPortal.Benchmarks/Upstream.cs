using System.Text;

namespace WebPortal.Benchmarks;

/// <summary>Waits for what goes on between the portal and upstream.</summary>
internal static class Upstream
{
    /// <summary>Asks until the list is whole.</summary>
    public static async Task UntilWholeAsync(Person person)
    {
        while (!Encoding.UTF8.GetString(await person.TryGetAsync("/api/v1/repositories?pageSize=1000")).Contains("\"state\":\"complete\"", StringComparison.Ordinal))
        {
            await Task.Delay(2);
        }
    }

    /// <summary>Waits until upstream has been silent for a while.</summary>
    public static async Task UntilSilentAsync(BenchEmulator emulator)
    {
        for (var (before, now) = (-1, await emulator.CountCallsAsync()); before != now; (before, now) = (now, await emulator.CountCallsAsync()))
        {
            await Task.Delay(400);
        }
    }
}
