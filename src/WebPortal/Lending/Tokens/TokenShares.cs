using System.Collections.Concurrent;

namespace WebPortal.Lending.Tokens;

/// <summary>Counts the requests of each token in a rolling hour, in this process, and keeps each at its share.</summary>
internal sealed class TokenShares(TimeProvider clock)
{
    private const int MostTokens = 20_000;

    private readonly ConcurrentDictionary<Guid, Queue<DateTimeOffset>> _uses = new();

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
