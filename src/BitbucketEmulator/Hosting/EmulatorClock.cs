namespace BitbucketEmulator.Hosting;

/// <summary>The emulator's own time: real time plus whatever a test moved it by. Every lifetime is measured with it.</summary>
internal sealed class EmulatorClock(TimeProvider inner) : TimeProvider
{
    private long offsetTicks;

    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Offset;

    /// <summary>Moves the clock; a negative amount moves it back.</summary>
    public void Advance(TimeSpan amount) => Interlocked.Add(ref offsetTicks, amount.Ticks);

    public void Reset() => Interlocked.Exchange(ref offsetTicks, 0);
}
