using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebPortal.Benchmarks;

/// <summary>A server in a process of its own, so that its CPU time and its memory are nobody else's.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output;

    private ServerProcess(Process process, StringBuilder output, TimeSpan started) => (_process, _output, Started) = (process, output, started);

    /// <summary>From the start of the process to the first answer with status 200.</summary>
    public TimeSpan Started { get; }

    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in MiB.</summary>
    public double Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    /// <summary>Starts an assembly and waits until <paramref name="ready"/> answers 200 at <paramref name="port"/>.</summary>
    public static async Task<ServerProcess> StartAsync(
        string assembly, int port, string ready, IReadOnlyDictionary<string, string> environment, string folder, params string[] arguments)
    {
        var output = new StringBuilder();
        var clock = Stopwatch.StartNew();
        var process = Start(assembly, environment, folder, output, arguments);
        await WaitAsync(process, port, ready, output);
        return new ServerProcess(process, output, clock.Elapsed);
    }

    /// <summary>Runs an assembly that comes to its end by itself.</summary>
    public static async Task RunAsync(string assembly, IReadOnlyDictionary<string, string> environment, string folder, params string[] arguments)
    {
        var output = new StringBuilder();
        using var process = Start(assembly, environment, folder, output, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public override string ToString()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Start(string assembly, IReadOnlyDictionary<string, string> environment, string folder, StringBuilder output, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (key, value) in environment)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void Keep(StringBuilder output, string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }

    /// <summary>Asks every few milliseconds with next to no work, which would be taken from the one that starts.</summary>
    private static async Task WaitAsync(Process process, int port, string ready, StringBuilder output)
    {
        var request = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"GET {ready} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"));
        var buffer = new byte[512];
        var limit = Stopwatch.StartNew();
        while (!await AnswersAsync(port, request, buffer))
        {
            if (process.HasExited || limit.Elapsed > Patience)
            {
                throw new InvalidOperationException($"A server did not start:\n{output}");
            }

            await Task.Delay(3);
        }
    }

    private static async Task<bool> AnswersAsync(int port, byte[] request, byte[] buffer)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            await socket.SendAsync(request);
            var read = await socket.ReceiveAsync(buffer);
            return buffer.AsSpan(0, read).StartsWith("HTTP/1.1 200"u8);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
