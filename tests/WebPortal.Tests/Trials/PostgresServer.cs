using System.Diagnostics;
using System.Security.Cryptography;
using WebPortal.Tests.Infrastructure;

namespace WebPortal.Tests.Trials;

/// <summary>A PostgreSQL server of the trial's own, in a temporary folder and on a free port, that the trial stops and starts at will.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _tools;
    private readonly DirectoryInfo _folder;
    private readonly int _port = RunningProgram.FreePort();
    private readonly string _password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private PostgresServer(string tools, DirectoryInfo folder) => (_tools, _folder) = (tools, folder);

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Password={_password};Database=postgres;Maximum Pool Size=20";

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>A new server with one empty database.</summary>
    public static async Task<PostgresServer> CreateAsync(CancellationToken cancellationToken)
    {
        var server = new PostgresServer(Prerequisites.PostgresTools, Directory.CreateTempSubdirectory("portal-postgres-"));
        var passwordFile = Path.Combine(server._folder.FullName, "password");
        await File.WriteAllTextAsync(passwordFile, server._password, cancellationToken);
        if (Environment.IsPrivilegedProcess)
        {
            await server.RunAsync("chown", ["-R", "postgres", server._folder.FullName], cancellationToken);
        }

        await server.RunAsPostgresAsync("initdb", ["-D", server.Data, "-U", "postgres", "--auth=scram-sha-256", $"--pwfile={passwordFile}"], cancellationToken);
        await server.StartAsync(cancellationToken);
        return server;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The server dies in these trials, never the machine: what the operating system has taken is safe without fsync.
        var options = $"-p {_port} -k {_folder.FullName} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c max_connections=200";
        return RunAsPostgresAsync("pg_ctl", ["-D", Data, "-l", Path.Combine(_folder.FullName, "log"), "-w", "-o", options, "start"], cancellationToken);
    }

    /// <param name="mode"><c>fast</c> ends sessions and shuts down in order; <c>immediate</c> is a crash.</param>
    public Task StopAsync(string mode, CancellationToken cancellationToken) => RunAsPostgresAsync("pg_ctl", ["-D", Data, "-m", mode, "-w", "stop"], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await StopAsync("immediate", CancellationToken.None);
        }

        _folder.Delete(recursive: true);
    }

    // PostgreSQL refuses to run as root.
    private Task RunAsPostgresAsync(string tool, string[] arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_tools, tool);
        return Environment.IsPrivilegedProcess
            ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments], cancellationToken)
            : RunAsync(path, arguments, cancellationToken);
    }

    private async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}\n{await error}");
        }
    }
}
