using System.Collections.Concurrent;

namespace WebPortal.Lending.Tokens;

/// <summary>Counts the requests of each token in a rolling hour, in this process, and keeps each at its share.</summary>
internal sealed class TokenShares(TimeProvider clock)
{
    private const int MostTokens = 20_000;

    private readonly ConcurrentDictionary<Guid, Queue<DateTimeOffset>> _uses = new();

    /// <returns>Requests of the last hour that still count, and when none of them does; nothing for a token without a share.</returns>
    public (int Used, TimeSpan FullIn) Standing(PortalTokenCaller caller)
    {
        if (!_uses.TryGetValue(caller.TokenId, out var uses))
        {
            return (0, TimeSpan.Zero);
        }

        var now = clock.GetUtcNow();
        lock (uses)
        {
            return (uses.Count(use => use.AddHours(1) > now), uses.Count == 0 ? TimeSpan.Zero : uses.Last().AddHours(1) - now);
        }
    }

    /// <summary>Counts a request that is about to be answered.</summary>
    /// <returns>Null when it may be; else how long to wait.</returns>
    public TimeSpan? Take(PortalTokenCaller caller)
    {
        if (caller.Leash.HourlyCalls is not { } share)
        {
            return null;
        }

        if (_uses.Count >= MostTokens)
        {
            _uses.Clear();
        }

        var now = clock.GetUtcNow();
        var uses = _uses.GetOrAdd(caller.TokenId, static _ => new());
        lock (uses)
        {
            while (uses.TryPeek(out var oldest) && oldest.AddHours(1) <= now)
            {
                uses.Dequeue();
            }

            if (uses.Count >= share)
            {
                return uses.Peek().AddHours(1) - now;
            }

            uses.Enqueue(now);
            return null;
        }
    }
}
