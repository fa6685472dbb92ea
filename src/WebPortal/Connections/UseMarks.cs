using System.Collections.Concurrent;

namespace WebPortal.Connections;

/// <summary>Decides who writes a connection's last use: one caller a minute and process, however many use it.</summary>
internal sealed class UseMarks(TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _marked = new();

    /// <returns>True for the one caller who is to write it now.</returns>
    public bool TryMark(Guid connectionId)
    {
        var now = clock.GetUtcNow();
        return _marked.TryGetValue(connectionId, out var last)
            ? now - last >= Interval && _marked.TryUpdate(connectionId, now, last)
            : _marked.TryAdd(connectionId, now);
    }
}
