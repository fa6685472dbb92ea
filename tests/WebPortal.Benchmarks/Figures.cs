namespace WebPortal.Benchmarks;

/// <summary>Runs the figures that were asked for, one after another, and prints them as one table.</summary>
internal static class Figures
{
    private static readonly string[] All = ["warm", "off", "start", "cold", "signin", "search"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        string[] wanted = [.. arguments.Where(argument => !argument.StartsWith('-') && !argument.Contains('/', StringComparison.Ordinal))];
        if (wanted is [] or ["all"])
        {
            wanted = All;
        }

        if (wanted.Except(All).Any())
        {
            await Console.Error.WriteLineAsync($"usage: WebPortal.Benchmarks [all|emulator|{string.Join('|', All)} …] [--quick] [--portal=PUBLISHED/FOLDER]");
            return 2;
        }

        var portal = arguments.FirstOrDefault(argument => argument.StartsWith("--portal=", StringComparison.Ordinal))?["--portal=".Length..];
        var options = Options.Read(arguments, await Published.PortalAsync(portal));
        var report = new Report(Console.Out);
        foreach (var figure in wanted)
        {
            await (figure switch
            {
                "warm" => WarmFigures.RunAsync(options, report),
                "off" => UncachedFigure.RunAsync(options, report),
                "start" => RunStartAsync(options, report),
                "cold" => ColdFigures.RunAsync(options, report),
                "signin" => SignInFigures.RunAsync(options, report),
                _ => SearchFigure.RunAsync(options, report),
            });
        }

        report.Print();
        return report.ExitCode;
    }

    private static async Task RunStartAsync(Options options, Report report) => await StartFigures.RunAsync(options, report, await Published.FloorsAsync());
}
