using System.Net;
using BitbucketEmulator.Control;
using WebPortal.Tests.Infrastructure;

namespace WebPortal.Tests.Trials;

/// <summary>One person's refresh in a replica that is about to be killed, brought to an exact step.</summary>
internal sealed class HeldRefresh(TrialBench bench, TrialPerson person, RefreshStep step) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private TokenHold? _hold;
    private RowLock? _lock;
    private Task<HttpStatusCode?> _reading = Task.FromResult<HttpStatusCode?>(null);

    public TrialPerson Person => person;

    public RefreshStep Step => step;

    /// <summary>Asks the victim for the person's data and returns when the refresh stands at the step.</summary>
    public async Task ReachAsync(int victim, CancellationToken cancellationToken)
    {
        if (step == RefreshStep.LeaseNotYetWritten)
        {
            _lock = await RowLock.TakeAsync(bench.ConnectionString, person.ConnectionId, cancellationToken);
        }
        else if (step != RefreshStep.Saved)
        {
            _hold = bench.Emulator.Holds.Add(step is RefreshStep.RequestOnTheWay or RefreshStep.RequestReceived ? TokenStep.Received : TokenStep.AnswerReady, person.Name);
        }

        var generation = (await bench.ReadAsync(person.ConnectionId, cancellationToken)).Generation;
        await AskUntilAsync(step switch
        {
            RefreshStep.LeaseNotYetWritten => _lock!.WaitForWriterAsync("LeaseOwner", cancellationToken),
            RefreshStep.Saved => TrialRun.UntilAsync(async () => (await bench.ReadAsync(person.ConnectionId, cancellationToken)).Generation > generation, Patience, cancellationToken),
            _ => _hold!.Reached.WaitAsync(Patience, cancellationToken),
        }, victim, cancellationToken);
        if (step is RefreshStep.SaveWaiting or RefreshStep.SaveLost)
        {
            _lock = await RowLock.TakeAsync(bench.ConnectionString, person.ConnectionId, cancellationToken);
            _hold!.Release();
            await _lock.WaitForWriterAsync("SealedRefreshToken", cancellationToken);
        }

        if (step == RefreshStep.Saved)
        {
            await _reading;
        }
    }

    /// <summary>What happens in the same moment as the kill.</summary>
    public async Task StrikeAsync(CancellationToken cancellationToken)
    {
        if (step == RefreshStep.AnswerSent)
        {
            var sent = bench.Emulator.Holds.Add(TokenStep.AnswerSent, person.Name);
            sent.Release();
            _hold!.Release();
            await sent.Reached.WaitAsync(Patience, cancellationToken);
        }
    }

    /// <summary>Lets what the dead process has set in motion come to its end.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (step == RefreshStep.RequestOnTheWay)
        {
            _hold!.Drop();
        }

        if (step == RefreshStep.SaveLost)
        {
            await _lock!.EndWritersAsync(cancellationToken);
        }

        _hold?.Release();
        await DisposeAsync();
        await _reading;
    }

    public ValueTask DisposeAsync() => _lock?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The consent may have been renewed at the other replica a moment ago; what the victim answers before it has heard of that needs no refresh.</summary>
    private async Task AskUntilAsync(Task reached, int victim, CancellationToken cancellationToken)
    {
        while (!reached.IsCompleted)
        {
            _reading = TryReadAsync(victim, cancellationToken);
            await Task.WhenAny(reached, _reading);
        }

        await reached;
    }

    /// <summary>The killed process takes its answer with it.</summary>
    private async Task<HttpStatusCode?> TryReadAsync(int victim, CancellationToken cancellationToken)
    {
        try
        {
            return await person.ReadAsync(victim, cancellationToken);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
