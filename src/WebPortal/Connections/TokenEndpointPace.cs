namespace WebPortal.Connections;

/// <summary>Spreads the background's calls to the token endpoint, so that they never crowd out people's; those do not wait here.</summary>
internal sealed class TokenEndpointPace(TimeProvider clock)
{
    private const int Burst = 10;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private DateTimeOffset _nextTurn;

    /// <summary>Returns when it is the caller's turn; turns are given in order.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var earliest = now - (Burst * Interval);
            _nextTurn = _nextTurn < earliest ? earliest : _nextTurn;
            wait = _nextTurn - now;
            _nextTurn += Interval;
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, clock, cancellationToken) : Task.CompletedTask;
    }
}
