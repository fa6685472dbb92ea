using System.Globalization;

namespace WebPortal.Benchmarks;

/// <summary>The list with nothing kept, so that every answer needs upstream, against Kestrel that asks upstream once with HttpClient and passes the bytes on.</summary>
internal static class UncachedFigure
{
    private const string Path = "/api/v1/repositories?pageSize=100";

    public static async Task RunAsync(Options options, Report report)
    {
        var ratios = new List<double>();
        for (var start = 0; start < options.Starts; start++)
        {
            var (port, floorPort) = (ServerProcess.FreePort(), ServerProcess.FreePort());
            using var emulator = await BenchEmulator.StartAsync(100, port);
            using var portal = await BenchPortal.StartAsync(options, emulator, port, Options.Judged, settings: ("Repositories:CacheLifetime", "00:00:00"));
            using var person = new Person(port, "person-000001");
            await person.SignInAsync();
            using var floor = await ServerProcess.StartAsync(
                System.IO.Path.Combine(AppContext.BaseDirectory, "WebPortal.Benchmarks.dll"), floorPort, "/", Options.Judged, AppContext.BaseDirectory,
                "floor", "forward", floorPort.ToString(CultureInfo.InvariantCulture), $"{emulator.Api}/2.0/repositories/scale-00001?pagelen=100", await emulator.IssueTokenAsync("person-000002"));
            var ours = await Load.MeasureAsync(options, portal.Process, port, person.Request(Path));
            var theirs = await Load.MeasureAsync(options, floor, floorPort, person.Request("/"));
            ratios.Add(ours / theirs);
        }

        report.Add("JSON, 100 repositories, nothing kept: CPU against Kestrel plus HttpClient", "at most 1.10", 1.10, ratios);
    }
}
