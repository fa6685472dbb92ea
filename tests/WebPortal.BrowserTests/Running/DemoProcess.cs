using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebPortal.BrowserTests.Running;

/// <summary>The demo as a person starts it: a process of its own on free ports, with everything it says kept.</summary>
public sealed class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DemoProcess(Process process, int portalPort, int emulatorPort)
    {
        this.process = process;
        Portal = new Uri($"http://localhost:{portalPort}");
        Emulator = new Uri($"http://127.0.0.1:{emulatorPort}");
    }

    public Uri Portal { get; }

    public Uri Emulator { get; }

    public int Id => process.Id;

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    /// <summary>Starts it without waiting; settings are environment variables of the portal.</summary>
    public static DemoProcess Launch(IEnumerable<string> arguments, int portalPort, int emulatorPort, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Demo.dll") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var demo = new DemoProcess(new Process { StartInfo = start, EnableRaisingEvents = true }, portalPort, emulatorPort);
        demo.Begin();
        return demo;
    }

    public static async Task<DemoProcess> StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var (portal, emulator) = (FreePorts(1), FreePorts(2));
        var demo = Launch(["--portal-port", $"{portal}", "--emulator-port", $"{emulator}"], portal, emulator, settings);
        await demo.WaitUntilReadyAsync();
        return demo;
    }

    public async Task WaitUntilReadyAsync()
    {
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(ready.Task, ended).WaitAsync(Patience) == ended)
        {
            throw new InvalidOperationException($"The demo ended before it was ready:{Environment.NewLine}{Output}");
        }
    }

    public async Task<int> WaitForExitAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    /// <summary>As Ctrl+C or a process manager would.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Signal("TERM");
            try
            {
                await WaitForExitAsync();
            }
            catch (TimeoutException)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        process.Dispose();
    }

    /// <summary>A port that is free now, with as many free ones behind it as wanted.</summary>
    public static int FreePorts(int count)
    {
        while (true)
        {
            var first = Random.Shared.Next(20_000, 50_000);
            if (Enumerable.Range(first, count).All(IsFree))
            {
                return first;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Begin()
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }

        if (line?.StartsWith("Ready: ", StringComparison.Ordinal) == true)
        {
            ready.TrySetResult();
        }
    }
}
