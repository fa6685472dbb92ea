using System.Collections.Concurrent;
using System.Net;

namespace WebPortal.Tests.Trials;

/// <summary>A steady stream of requests, each noted with its time and what came of it.</summary>
internal sealed class Load(int perSecond, Func<CancellationToken, Task<HttpStatusCode>> ask)
{
    private readonly ConcurrentQueue<Task<Answer>> _answers = new();
    private volatile bool _isStopping;
    private Task _running = Task.CompletedTask;

    public void Start(CancellationToken cancellationToken) => _running = RunAsync(cancellationToken);

    /// <summary>Sends nothing more, and waits for what was sent.</summary>
    public async Task<IReadOnlyList<Answer>> StopAsync()
    {
        _isStopping = true;
        await _running;
        return await Task.WhenAll(_answers);
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        while (!_isStopping && await timer.WaitForNextTickAsync(cancellationToken))
        {
            _answers.Enqueue(AskAsync(cancellationToken));
        }
    }

    private async Task<Answer> AskAsync(CancellationToken cancellationToken)
    {
        var startedAt = DateTimeOffset.UtcNow;
        try
        {
            return new Answer(startedAt, await ask(cancellationToken), DateTimeOffset.UtcNow);
        }
        catch (HttpRequestException)
        {
            return new Answer(startedAt, null, DateTimeOffset.UtcNow);
        }
    }

    /// <param name="Status">Null when there was no answer.</param>
    internal sealed record Answer(DateTimeOffset StartedAt, HttpStatusCode? Status, DateTimeOffset EndedAt);
}
