namespace WebPortal.Connections;

/// <summary>Keeps the background work of this process at four calls a second to the token endpoint, so that it never crowds out people or gets the client locked out.</summary>
/// <remarks>A refresh that a person waits for never asks here.</remarks>
internal sealed class TokenEndpointPace(TimeProvider clock)
{
    private const int Burst = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _next = -(Interval * Burst);

    /// <summary>Returns when the caller may make one call.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = clock.GetElapsedTime(_start);
            var earliest = now - (Interval * (Burst - 1));
            var slot = _next > earliest ? _next : earliest;
            _next = slot + Interval;
            wait = slot - now;
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, clock, cancellationToken) : Task.CompletedTask;
    }
}
