namespace WebPortal.Authentication;

/// <summary>A session as it stands in the database, with the times that decide whether it is over.</summary>
internal sealed class KnownSession(LiveSession session, DateTimeOffset createdAt, DateTimeOffset lastSeenAt)
{
    private long _seenAt = lastSeenAt.UtcTicks;

    public LiveSession Session => session;

    public bool IsTooOld(DateTimeOffset now, TimeSpan limit) => now - createdAt >= limit;

    public bool IsIdle(DateTimeOffset now, TimeSpan limit) => now.UtcTicks - Interlocked.Read(ref _seenAt) >= limit.Ticks;

    /// <returns>True for the one caller who is to write down that the person was seen.</returns>
    public bool TrySee(DateTimeOffset now, TimeSpan interval)
    {
        var before = Interlocked.Read(ref _seenAt);
        return now.UtcTicks - before >= interval.Ticks && Interlocked.CompareExchange(ref _seenAt, now.UtcTicks, before) == before;
    }
}
