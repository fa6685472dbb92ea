using System.Collections.Concurrent;
using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Api;

/// <summary>Counts the calls of the last rolling hour, per person or, without a credential, per network address.</summary>
internal sealed class RateLimiter(EmulatorClock clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> calls = new(StringComparer.Ordinal);

    /// <summary>Counts one call; false when it is one too many. A refused call does not count.</summary>
    public bool Allows(string caller, int limit)
    {
        if (limit == 0)
            return true;
        var now = clock.GetUtcNow();
        var queue = calls.GetOrAdd(caller, _ => new());
        lock (queue)
        {
            while (queue.TryPeek(out var oldest) && oldest <= now - Window)
                queue.Dequeue();
            if (queue.Count >= limit)
                return false;
            queue.Enqueue(now);
            return true;
        }
    }
}
