namespace WebPortal.Tests.Infrastructure;

/// <summary>Real time moved by an offset: timers run as ever, but the hour is what the test says.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _offset;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));
}
