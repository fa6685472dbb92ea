using System.Diagnostics;
using System.Globalization;

namespace WebPortal.Benchmarks;

/// <summary>The first reading of 1,000 repositories, its upstream calls, and what many viewers, a warm and a stale view cost upstream.</summary>
internal static class ColdFigures
{
    private static readonly TimeSpan Distance = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(Options options, Report report)
    {
        var (times, calls, viewers, warm, stale) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var start = 0; start < options.Starts; start++)
        {
            var port = ServerProcess.FreePort();
            using var emulator = await BenchEmulator.StartAsync(1000, port);
            using var portal = await BenchPortal.StartAsync(options, emulator, port, new Dictionary<string, string>(), settings: ("Repositories:CacheLifetime", "00:00:03"));
            var people = await SignInAsync(port);
            await portal.RestartAsync();
            await RehearseAsync(people[3..]);
            await ReadColdAsync(emulator, people[0], times, calls);
            viewers.Add(await ViewManyAsync(emulator, people[1]));
            await ViewAgainAsync(emulator, people[2], warm, stale);
            Array.ForEach(people, person => person.Dispose());
        }

        report.Add("cold, 1,000 repositories, upstream 50 ms away", "at most 2.2 delays + 100 ms = 210 ms", 210, times, "0", " ms");
        report.Add("upstream calls of a cold view", "list of workspaces + 10", 11, calls, "0");
        report.Add("upstream calls of 64 simultaneous first viewers", "list of workspaces + 10", 11, viewers, "0");
        report.Add("upstream calls of a warm view", "0", 0, warm, "0");
        report.Add("upstream calls of a stale view, nothing changed", "list of workspaces + 1", 2, stale, "0");
    }

    /// <summary>Everybody signs in before the portal starts again, so that nothing is known of their repositories and they need not sign in for the view.</summary>
    private static async Task<Person[]> SignInAsync(int port)
    {
        Person[] people = [.. Enumerable.Range(1, 7).Select(number => new Person(port, string.Create(CultureInfo.InvariantCulture, $"person-{number:000000}")))];
        foreach (var person in people)
        {
            await person.SignInAsync();
        }

        return people;
    }

    /// <summary>Others look first: code is compiled and connections are open.</summary>
    private static async Task RehearseAsync(Person[] others)
    {
        foreach (var other in others)
        {
            await Upstream.UntilWholeAsync(other);
        }
    }

    private static async Task ReadColdAsync(BenchEmulator emulator, Person person, List<double> times, List<double> calls)
    {
        await emulator.DelayAsync(Distance);
        await emulator.ForgetAsync();
        var clock = Stopwatch.StartNew();
        await Upstream.UntilWholeAsync(person);
        times.Add(clock.Elapsed.TotalMilliseconds);
        calls.Add(await emulator.CountCallsAsync());
    }

    private static async Task<double> ViewManyAsync(BenchEmulator emulator, Person person)
    {
        await emulator.DelayAsync(Distance);
        await emulator.ForgetAsync();
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => person.GetAsync("/api/v1/repositories?pageSize=100")));
        var calls = await emulator.CountCallsAsync();
        await emulator.DelayAsync(TimeSpan.Zero);
        return calls;
    }

    private static async Task ViewAgainAsync(BenchEmulator emulator, Person person, List<double> warm, List<double> stale)
    {
        await Upstream.UntilWholeAsync(person);
        await emulator.ForgetAsync();
        await person.GetAsync("/api/v1/repositories?pageSize=100");
        warm.Add(await emulator.CountCallsAsync());
        await Task.Delay(TimeSpan.FromSeconds(3.2));
        await emulator.ForgetAsync();
        await person.GetAsync("/api/v1/repositories?pageSize=100");
        await Upstream.UntilSilentAsync(emulator);
        stale.Add(await emulator.CountCallsAsync());
    }
}
