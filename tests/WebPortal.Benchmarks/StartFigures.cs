using System.Globalization;

namespace WebPortal.Benchmarks;

/// <summary>From the start of the process to the first 200, and resident memory, against a bare "hello" that is published the same way.</summary>
internal static class StartFigures
{
    private static readonly Dictionary<string, string> AsRun = [];

    public static async Task RunAsync(Options options, Report report, string floors)
    {
        var (starts, alive, memory, loaded, ratio) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var lines = new List<string>();
        using var warm = await BenchEmulator.StartAsync(1, 1);
        for (var start = 0; start < options.Starts; start++)
        {
            using var hello = await HelloAsync(floors);
            using var live = await BenchPortal.StartAsync(options, warm, ServerProcess.FreePort(), AsRun, "/health/live");
            using var again = await HelloAsync(floors);
            using var portal = await BenchPortal.StartAsync(options, warm, ServerProcess.FreePort(), AsRun);
            var floor = (hello.Started + again.Started) / 2;
            starts.Add(portal.Process.Started / floor);
            alive.Add(live.Process.Started / floor);
            await Task.Delay(TimeSpan.FromSeconds(2));
            memory.Add(live.Process.Memory);
            ratio.Add(live.Process.Memory / hello.Memory);
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"hello {floor.TotalMilliseconds:0} ms and {hello.Memory:0} MiB; portal live after {live.Process.Started.TotalMilliseconds:0} ms, ready after {portal.Process.Started.TotalMilliseconds:0} ms (CPU {portal.Process.CpuTime.TotalMilliseconds:0} ms)"));
            loaded.Add(await AfterThousandAsync(options));
        }

        report.Add("process start to first 200, first start with an empty folder, against hello", "at most 1.25", 1.25, alive);
        report.Add("process start to ready, against hello", "–", double.MaxValue, starts);
        report.Add("memory idle, against hello", "at most 1.3", 1.3, ratio);
        report.Add("memory idle", "at most 120 MiB", 120, memory, "0", " MiB");
        report.Add("memory after 1,000 repositories and 2,000 views", "at most 120 MiB", 120, loaded, "0", " MiB");
        foreach (var line in lines)
        {
            report.Tell("start", line);
        }
    }

    private static Task<ServerProcess> HelloAsync(string floors)
    {
        var port = ServerProcess.FreePort();
        return ServerProcess.StartAsync(
            Path.Combine(floors, "WebPortal.Benchmarks.dll"), port, "/", AsRun, floors, "floor", "hello", port.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<double> AfterThousandAsync(Options options)
    {
        var port = ServerProcess.FreePort();
        using var emulator = await BenchEmulator.StartAsync(1000, port);
        using var portal = await BenchPortal.StartAsync(options, emulator, port, AsRun);
        using var person = new Person(port, "person-000001");
        await person.SignInAsync();
        for (var view = 0; view < 1000; view++)
        {
            await person.GetAsync("/repositories");
            await person.GetAsync("/api/v1/repositories?pageSize=1000");
        }

        return portal.Process.Memory;
    }
}
