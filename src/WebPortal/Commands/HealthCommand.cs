namespace WebPortal.Commands;

/// <summary>Asks the portal on this machine whether it is ready; a container probe needs neither a shell nor another program.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var address = ListeningAddress(context.Services.GetRequiredService<IConfiguration>());
        try
        {
            using var client = new HttpClient { Timeout = Patience };
            using var answer = await client.GetAsync(new Uri(address, "/health/ready"), cancellationToken);
            await context.Output.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await context.Error.WriteLineAsync($"health: {address} does not answer.");
            return 1;
        }
    }

    /// <summary>From the settings that the server itself reads; a wildcard host means every address, so loopback will do.</summary>
    private static Uri ListeningAddress(IConfiguration configuration)
    {
        var url = configuration[WebHostDefaults.ServerUrlsKey]?.Split(';').FirstOrDefault(candidate => candidate.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
            ?? $"http://*:{configuration[WebHostDefaults.HttpPortsKey]?.Split(';')[0] ?? "5000"}";
        var parsed = BindingAddress.Parse(url);
        var host = parsed.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : parsed.Host;
        return new Uri($"http://{host}:{parsed.Port}");
    }
}
