namespace WebPortal.Benchmarks;

/// <summary>CPU time of a server under load of one request over a few connections.</summary>
internal static class Load
{
    /// <returns>CPU seconds per 1,000 requests.</returns>
    public static async Task<double> MeasureAsync(Options options, ServerProcess server, int port, string request)
    {
        await LoadClient.RunAsync(port, request, Options.Connections, options.WarmUp);
        var before = server.CpuTime;
        var (answers, _) = await LoadClient.RunAsync(port, request, Options.Connections, options.Load);
        return (server.CpuTime - before).TotalSeconds * 1000 / answers;
    }
}
