namespace WebPortal.Repositories;

/// <summary>Counts a connection's calls below <c>/2.0/repositories/</c> in the last hour and keeps the portal below Bitbucket's thousand.</summary>
/// <remarks>
/// Bitbucket counts the person's calls, whichever tool makes them; the portal counts its own and listens to what the answers say about the rest.
/// Background readings slow down early and stop first; a person who sees nothing yet is the last to be refused.
/// </remarks>
internal sealed class CallBudget(TimeProvider clock)
{
    public const int ForFirst = 990;

    public const int ForWish = 900;

    /// <summary>A tool leaves the last calls of the hour to the person.</summary>
    public const int ForTool = 800;

    public const int ForBackground = 600;

    private const int SlowFrom = 200;

    private const int SlowerFrom = 400;

    private const int MostKept = 10_000;

    /// <summary>For so long after Bitbucket said that the limit is near, nothing is read in the background.</summary>
    private static readonly TimeSpan NearTime = TimeSpan.FromMinutes(10);

    private readonly Lock guard = new();
    private readonly Dictionary<Guid, CallHour> hours = [];

    /// <summary>Counts a call that is about to be made.</summary>
    /// <returns>Null when it may be made; else how long to wait.</returns>
    public TimeSpan? Take(Guid connectionId, CallPurpose purpose)
    {
        var now = clock.GetUtcNow();
        lock (guard)
        {
            var hour = Of(connectionId, now);
            if (purpose == CallPurpose.Background && hour.NearUntil > now)
            {
                return hour.NearUntil - now;
            }

            var most = purpose switch { CallPurpose.First => ForFirst, CallPurpose.Wish => ForWish, CallPurpose.Tool => ForTool, _ => ForBackground };
            if (hour.Total >= most)
            {
                return hour.FallsBelow(most, now);
            }

            hour.Add();
            return null;
        }
    }

    /// <summary>Calls of the last hour.</summary>
    public int Used(Guid connectionId)
    {
        lock (guard)
        {
            return hours.ContainsKey(connectionId) ? Of(connectionId, clock.GetUtcNow()).Total : 0;
        }
    }

    /// <summary>Until no call of the last hour counts any more.</summary>
    public TimeSpan FullIn(Guid connectionId)
    {
        var now = clock.GetUtcNow();
        lock (guard)
        {
            return hours.ContainsKey(connectionId) ? Of(connectionId, now).FullIn(now) : TimeSpan.Zero;
        }
    }

    /// <summary>Bitbucket said that most of the person's hour is used up.</summary>
    public void MarkNear(Guid connectionId)
    {
        var now = clock.GetUtcNow();
        lock (guard)
        {
            Of(connectionId, now).NearUntil = now + NearTime;
        }
    }

    /// <summary>How many times longer than usual data stays good, so that the calls last.</summary>
    public int Slowness(Guid connectionId) => Used(connectionId) switch { < SlowFrom => 1, < SlowerFrom => 2, _ => 4 };

    private CallHour Of(Guid connectionId, DateTimeOffset now)
    {
        if (!hours.TryGetValue(connectionId, out var hour))
        {
            if (hours.Count >= MostKept)
            {
                DropEmpty(now);
            }

            hours[connectionId] = hour = new CallHour();
        }

        hour.MoveTo(now);
        return hour;
    }

    private void DropEmpty(DateTimeOffset now)
    {
        foreach (var (connectionId, hour) in hours.ToArray())
        {
            hour.MoveTo(now);
            if (hour.Total == 0)
            {
                hours.Remove(connectionId);
            }
        }
    }
}
