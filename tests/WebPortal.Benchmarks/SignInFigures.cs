using System.Diagnostics;
using System.Globalization;

namespace WebPortal.Benchmarks;

/// <summary>The start of a sign-in and a whole one, against the least that the framework's own OAuth handler needs; and how many upstream trips the first list takes.</summary>
internal static class SignInFigures
{
    private const int Rehearsals = 20;
    private static readonly TimeSpan Distance = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(Options options, Report report)
    {
        var (starts, wholes, trips) = (new List<double>(), new List<double>(), new List<double>());
        var people = options.Starts > 2 ? 150 : 60;
        for (var start = 0; start < options.Starts; start++)
        {
            var (port, floorPort) = (ServerProcess.FreePort(), ServerProcess.FreePort());
            using var emulator = await BenchEmulator.StartAsync(100, port, floorPort);
            using var portal = await BenchPortal.StartAsync(options, emulator, port, Options.Judged);
            using var floor = await ServerProcess.StartAsync(
                Path.Combine(AppContext.BaseDirectory, "WebPortal.Benchmarks.dll"), floorPort, "/health", Options.Judged, AppContext.BaseDirectory,
                "floor", "oauth", floorPort.ToString(CultureInfo.InvariantCulture), emulator.Web, emulator.Api);
            await OursAsync(portal, port, 500, Rehearsals);
            await TheirsAsync(floor, floorPort, 500, Rehearsals);
            var (ourStart, ourWhole) = await OursAsync(portal, port, 600, people);
            var (theirStart, theirWhole) = await TheirsAsync(floor, floorPort, 600, people);
            starts.Add(ourStart / theirStart);
            wholes.Add(ourWhole / theirWhole);
            trips.Add(await CountTripsAsync(emulator, port));
        }

        report.Add("start of a sign-in (page with the form and its post): CPU against the framework's OAuth handler", "at most 1", 1, starts);
        report.Add("whole sign-in, reading ahead included: CPU against the framework's OAuth handler", "at most 1", 1, wholes);
        report.Add("callback until the first list, in upstream trips of 100 ms", "at most 2.3", 2.3, trips);
    }

    private static async Task<(double Start, double Whole)> OursAsync(BenchPortal portal, int port, int first, int people)
    {
        var (start, whole) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var number = first; number < first + people; number++)
        {
            using var person = Somebody(port, number);
            var before = portal.Process.CpuTime;
            var authorize = await person.StartSignInAsync();
            var started = portal.Process.CpuTime;
            using var callback = await person.Browser.GetAsync(await person.ConsentAsync(authorize));
            await person.GetAsync("/api/v1/me");
            (start, whole) = (start + (started - before), whole + (portal.Process.CpuTime - before));
        }

        return (start.TotalMilliseconds / people, whole.TotalMilliseconds / people);
    }

    private static async Task<(double Start, double Whole)> TheirsAsync(ServerProcess floor, int port, int first, int people)
    {
        var (start, whole) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var number = first; number < first + people; number++)
        {
            using var person = Somebody(port, number);
            var before = floor.CpuTime;
            using var challenge = await person.Browser.GetAsync(new Uri($"{BenchEmulator.Address(port)}/signin"));
            var started = floor.CpuTime;
            using var callback = await person.Browser.GetAsync(await person.ConsentAsync(challenge.Headers.Location!));
            await person.GetAsync("/done");
            (start, whole) = (start + (started - before), whole + (floor.CpuTime - before));
        }

        return (start.TotalMilliseconds / people, whole.TotalMilliseconds / people);
    }

    private static async Task<double> CountTripsAsync(BenchEmulator emulator, int port)
    {
        using var person = Somebody(port, 1);
        var callback = await person.ConsentAsync(await person.StartSignInAsync());
        await emulator.DelayAsync(Distance);
        var clock = Stopwatch.StartNew();
        using var answer = await person.Browser.GetAsync(callback);
        await Upstream.UntilWholeAsync(person);
        return clock.Elapsed / Distance;
    }

    private static Person Somebody(int port, int number) => new(port, string.Create(CultureInfo.InvariantCulture, $"person-{number:000000}"));
}
