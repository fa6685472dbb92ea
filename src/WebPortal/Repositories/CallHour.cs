namespace WebPortal.Repositories;

/// <summary>Sixty-one minutes of counts: a call leaves at the end of its minute an hour later, never too early.</summary>
internal sealed class CallHour
{
    private const int Minutes = 61;

    private readonly int[] counts = new int[Minutes];
    private long minute;

    public int Total { get; private set; }

    public DateTimeOffset? NearUntil { get; set; }

    public void MoveTo(DateTimeOffset now)
    {
        var current = MinuteOf(now);
        for (var steps = Math.Min(current - minute, Minutes); steps > 0; steps--)
        {
            minute = current - steps + 1;
            Total -= counts[minute % Minutes];
            counts[minute % Minutes] = 0;
        }
    }

    public void Add()
    {
        counts[minute % Minutes]++;
        Total++;
    }

    public TimeSpan FallsBelow(int most, DateTimeOffset now)
    {
        var left = Total;
        for (var old = minute - Minutes + 1; old < minute; old++)
        {
            left -= counts[old % Minutes];
            if (left < most)
            {
                return DateTimeOffset.UnixEpoch.AddMinutes(old + Minutes) - now;
            }
        }

        return TimeSpan.FromMinutes(Minutes);
    }

    /// <summary>Until the last call of the hour no longer counts; zero when none does.</summary>
    public TimeSpan FullIn(DateTimeOffset now)
    {
        for (var recent = minute; recent > minute - Minutes; recent--)
        {
            if (counts[recent % Minutes] > 0)
            {
                return DateTimeOffset.UnixEpoch.AddMinutes(recent + Minutes) - now;
            }
        }

        return TimeSpan.Zero;
    }

    private static long MinuteOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / 60;
}
