namespace WebPortal.Benchmarks;

/// <summary>A search over 20,000 repositories: CPU of the whole request, each with words that nobody asked for before.</summary>
internal static class SearchFigure
{
    private const int Searches = 200;

    public static async Task RunAsync(Options options, Report report)
    {
        var costs = new List<double>();
        for (var start = 0; start < options.Starts; start++)
        {
            var port = ServerProcess.FreePort();
            using var emulator = await BenchEmulator.StartAsync(20_000, port);
            using var portal = await BenchPortal.StartAsync(options, emulator, port, Options.Judged);
            using var person = new Person(port, "person-000001");
            await person.SignInAsync();
            await Upstream.UntilWholeAsync(person);
            await SearchAsync(person, 0);
            var before = portal.Process.CpuTime;
            await SearchAsync(person, Searches);
            costs.Add((portal.Process.CpuTime - before).TotalMilliseconds / Searches);
        }

        report.Add("search over 20,000 repositories: CPU of the whole request", "under 5 ms", 5, costs, "0.0", " ms");
    }

    private static async Task SearchAsync(Person person, int first)
    {
        for (var number = first; number < first + Searches; number++)
        {
            await person.GetAsync($"/api/v1/repositories?query={(char)('a' + (number % 26))}{(char)('a' + (number / 26 % 26))}&pageSize=50");
        }
    }
}
