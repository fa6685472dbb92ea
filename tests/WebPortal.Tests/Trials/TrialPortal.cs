using WebPortal.Tests.Infrastructure;

namespace WebPortal.Tests.Trials;

/// <summary>One replica: always the same port and settings, in as many processes one after another as the trial kills.</summary>
internal sealed class TrialPortal(IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private RunningProgram? _process;

    public int Port { get; } = RunningProgram.FreePort();

    /// <summary>What the latest process has printed.</summary>
    public string Output => _process?.Output ?? "";

    public int? ExitCode => _process?.ExitCode;

    private RunningProgram Running => _process ?? throw new InvalidOperationException("This replica has not been started.");

    /// <summary>Starts a new process and waits until it is ready for requests.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        var all = new Dictionary<string, string>(settings) { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Port}" };
        _process = RunningProgram.Launch("WebPortal.dll", all);
        await _process.WaitUntilReadyAsync(new Uri($"http://127.0.0.1:{Port}/health/ready"), cancellationToken);
    }

    public Task KillAsync(CancellationToken cancellationToken) => Running.KillAsync(cancellationToken);

    public Task TerminateAsync(CancellationToken cancellationToken) => Running.TerminateAsync(cancellationToken);

    public Task WaitForExitAsync(CancellationToken cancellationToken) => Running.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            _process = null;
        }
    }
}
