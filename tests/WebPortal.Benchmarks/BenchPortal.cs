namespace WebPortal.Benchmarks;

/// <summary>The published portal in Production mode with a SQLite file, in a process and a folder of its own.</summary>
internal sealed class BenchPortal : IDisposable
{
    private readonly DirectoryInfo _folder;

    private readonly Func<Task<ServerProcess>> _startAsync;

    private BenchPortal(ServerProcess process, DirectoryInfo folder, int port, Func<Task<ServerProcess>> startAsync) =>
        (Process, _folder, Port, _startAsync) = (process, folder, port, startAsync);

    public ServerProcess Process { get; private set; }

    public int Port { get; }

    public static async Task<BenchPortal> StartAsync(
        Options options, BenchEmulator emulator, int port, IReadOnlyDictionary<string, string> environment, string ready = "/health/ready", params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-");
        var all = new Dictionary<string, string>(environment)
        {
            ["ASPNETCORE_URLS"] = BenchEmulator.Address(port),
            ["Portal:PublicAddress"] = BenchEmulator.Address(port),
            ["Bitbucket:ClientId"] = BenchEmulator.PortalClient,
            ["Bitbucket:ClientSecret"] = BenchEmulator.Secret,
            ["Bitbucket:AuthorizationEndpoint"] = $"{emulator.Web}/site/oauth2/authorize",
            ["Bitbucket:TokenEndpoint"] = $"{emulator.Web}/site/oauth2/access_token",
            ["Bitbucket:ApiBaseAddress"] = $"{emulator.Api}/2.0/",
            ["Access:AllowAnyAccount"] = "true",
            ["Database:ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "portal.db")}",
            ["KeyProtection:CertificatePath"] = Path.Combine(folder.FullName, "key-protection.pem"),

            // The floors write no line for a request either.
            ["Logging:LogLevel:Default"] = "Warning",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        await ServerProcess.RunAsync(Path.Combine(options.Portal, "WebPortal.dll"), all, options.Portal, "keys", "create");
        Task<ServerProcess> StartProcessAsync() => ServerProcess.StartAsync(Path.Combine(options.Portal, "WebPortal.dll"), port, ready, all, options.Portal);
        return new BenchPortal(await StartProcessAsync(), folder, port, StartProcessAsync);
    }

    /// <summary>A new process on the same folder: people are still signed in, and nothing is in memory.</summary>
    public async Task RestartAsync()
    {
        Process.Dispose();
        Process = await _startAsync();
    }

    public void Dispose()
    {
        Process.Dispose();
        _folder.Delete(recursive: true);
    }
}
