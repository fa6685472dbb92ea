using System.Security.Claims;

namespace WebPortal.Lending.Tokens;

/// <summary>A token that may be used, as it stands in the database: made once, good until the audit feed says that something has changed.</summary>
internal sealed class KnownToken(PortalTokenCaller caller, ClaimsPrincipal principal, DateTimeOffset? lastUsedAt)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long _usedAt = lastUsedAt?.UtcTicks ?? 0;

    public PortalTokenCaller Caller => caller;

    public ClaimsPrincipal Principal => principal;

    /// <returns>True for the one caller who is to write the use down.</returns>
    public bool TryMark(DateTimeOffset now)
    {
        var before = Interlocked.Read(ref _usedAt);
        return now.UtcTicks - before >= Interval.Ticks && Interlocked.CompareExchange(ref _usedAt, now.UtcTicks, before) == before;
    }
}
