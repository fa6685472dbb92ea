using System.Net.Sockets;
using System.Reflection;
using BitbucketEmulator.Hosting;

namespace Demo;

/// <summary>The portal's own program, run inside this process with its settings on its command line, as anybody else would start it.</summary>
internal sealed class PortalRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly DemoOptions options;

    private PortalRun(DemoOptions options, Task<int> completion) => (this.options, Completion) = (options, completion);

    /// <summary>Ends with the portal's exit code.</summary>
    public Task<int> Completion { get; }

    public static PortalRun Start(DemoOptions options, EmulatorHost emulator)
    {
        var entryPoint = Assembly.Load("WebPortal").EntryPoint!;
        string[] arguments = [.. Settings(options, emulator)];
        return new(options, Task.Run(() => (int)entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null)!));
    }

    /// <returns>False when the portal ended instead.</returns>
    public async Task<bool> IsReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(options.PortalAddress), Timeout = TimeSpan.FromSeconds(5) };
        var deadline = Task.Delay(Patience);
        while (!deadline.IsCompleted && await Task.WhenAny(Completion, Task.Delay(Pause)) != Completion)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode && !Completion.IsCompleted)
                {
                    return true;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet, or too busy with its first start.
            }
        }

        return false;
    }

    /// <summary>Waits for the end and says why it came, when it was not asked for.</summary>
    public async Task<int> ReportAsync(TextWriter errors)
    {
        try
        {
            return await Completion.WaitAsync(TimeSpan.FromSeconds(15));
        }
        catch (TimeoutException)
        {
            await errors.WriteLineAsync("The portal did not become ready or did not stop in time.");
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            await errors.WriteLineAsync($"The portal does not run on port {options.PortalPort}: {failure.Message} Another port is chosen with --portal-port.");
        }

        return 1;
    }

    private static IEnumerable<string> Settings(DemoOptions options, EmulatorHost emulator)
    {
        var client = emulator.Clients[0];
        yield return "--applicationName=WebPortal";
        yield return "--environment=Development";
        yield return $"--contentRoot={AppContext.BaseDirectory}";
        yield return $"--urls={options.PortalAddress}";
        yield return $"--Portal:PublicAddress={options.PortalAddress}";
        yield return $"--Bitbucket:ClientId={client.ClientId}";
        yield return $"--Bitbucket:ClientSecret={client.ClientSecret}";
        yield return $"--Bitbucket:AuthorizationEndpoint={emulator.AuthorizationEndpoint}";
        yield return $"--Bitbucket:TokenEndpoint={emulator.TokenEndpoint}";
        yield return $"--Bitbucket:ApiBaseAddress={emulator.ApiBaseAddress}";
        yield return $"--Access:Administrators:0={Announcement.Administrator(emulator).BracedUuid}";
        yield return $"--Access:Auditors:0={Announcement.Auditor(emulator).BracedUuid}";
        yield return "--Database:Provider=Sqlite";
        yield return "--Database:ConnectionString=Data Source=data/portal.db";
        yield return "--Logging:LogLevel:Default=Warning";
    }
}
