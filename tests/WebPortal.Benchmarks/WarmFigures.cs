using System.Globalization;

namespace WebPortal.Benchmarks;

/// <summary>What is asked most: the lists from memory, against Kestrel with the same bytes. Several figures share each start of both sides.</summary>
internal static class WarmFigures
{
    private const string Gzip = "Accept-Encoding: gzip\r\n";

    private static readonly (string Name, string Path, string Headers, string Floor)[] Views =
    [
        ("json-100", "/api/v1/repositories?pageSize=100", "", "json-100"),
        ("json-100-gzip", "/api/v1/repositories?pageSize=100", Gzip, "hello"),
        ("json-1000", "/api/v1/repositories?pageSize=1000", "", "json-1000"),
        ("html-50", "/repositories", "", "html-50"),
    ];

    public static async Task RunAsync(Options options, Report report)
    {
        var ratios = Views.ToDictionary(view => view.Name, _ => new List<double>());
        var lines = new List<string>();
        for (var start = 0; start < options.Starts; start++)
        {
            await RunOnceAsync(options, ratios, lines);
        }

        report.Add("warm JSON, 100 repositories: CPU against Kestrel with the same bytes", "at most 1.15", 1.15, ratios["json-100"]);
        report.Add("the same in its kept gzip form: CPU against a bare hello", "at most 4", 4, ratios["json-100-gzip"]);
        report.Add("warm JSON, workspace of 1,000: CPU against Kestrel with the same bytes", "at most 1.15", 1.15, ratios["json-1000"]);
        report.Add("warm HTML, 50 rows: CPU against Kestrel with the same bytes", "at most 3", 3, ratios["html-50"]);
        foreach (var line in lines)
        {
            report.Tell("CPU seconds per 1,000 requests", line);
        }
    }

    private static async Task RunOnceAsync(Options options, Dictionary<string, List<double>> ratios, List<string> lines)
    {
        var (port, floorPort) = (ServerProcess.FreePort(), ServerProcess.FreePort());
        var bodies = Directory.CreateTempSubdirectory("portal-bodies-");
        using var emulator = await BenchEmulator.StartAsync(1000, port);
        using var portal = await BenchPortal.StartAsync(options, emulator, port, Options.Judged);
        using var person = new Person(port, "person-000001");
        await person.SignInAsync();
        foreach (var view in Views)
        {
            await File.WriteAllBytesAsync(Path.Combine(bodies.FullName, view.Name), await person.GetAsync(view.Path, view.Headers.Length > 0 ? "gzip" : null));
        }

        using var floor = await ServerProcess.StartAsync(
            Path.Combine(AppContext.BaseDirectory, "WebPortal.Benchmarks.dll"), floorPort, "/hello", Options.Judged, bodies.FullName,
            "floor", "bytes", floorPort.ToString(CultureInfo.InvariantCulture), bodies.FullName);
        foreach (var view in Views)
        {
            var ours = await Load.MeasureAsync(options, portal.Process, port, person.Request(view.Path, view.Headers));
            var theirs = await Load.MeasureAsync(options, floor, floorPort, person.Request("/" + view.Floor, view.Headers));
            ratios[view.Name].Add(ours / theirs);
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{view.Name}: portal {ours:0.0000}, floor {theirs:0.0000}"));
        }

        bodies.Delete(recursive: true);
    }
}
