namespace WebPortal.Repositories.Details;

/// <summary>Keeps pages of repositories in memory for a minute at most, by connection, and reads each once however many ask at the same time.</summary>
internal sealed class DetailCache(DetailReader reader, DetailLimits limits, TimeProvider clock) : IDisposable
{
    private readonly Lock guard = new();
    private readonly Dictionary<(Guid ConnectionId, string FullName), DetailEntry> entries = [];
    private readonly CancellationTokenSource stopping = new();
    private long weight;

    /// <returns>Null when the connection may not be used, or no longer when the reading was done.</returns>
    public async Task<RepositoryDetails?> FindAsync(Guid connectionId, RepositoryItem item, CancellationToken cancellationToken)
    {
        if (!await reader.IsUsableAsync(connectionId, cancellationToken))
        {
            Forget(connectionId);
            return null;
        }

        var details = await Open(connectionId, item).Reading.WaitAsync(cancellationToken);
        return await reader.IsUsableAsync(connectionId, cancellationToken) ? details : null;
    }

    public void Forget(Guid connectionId)
    {
        lock (guard)
        {
            foreach (var entry in entries.Values.Where(entry => entry.Key.ConnectionId == connectionId).ToArray())
            {
                Remove(entry);
            }
        }
    }

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
        lock (guard)
        {
            foreach (var entry in entries.Values.ToArray())
            {
                Remove(entry);
            }
        }
    }

    private DetailEntry Open(Guid connectionId, RepositoryItem item)
    {
        lock (guard)
        {
            if (entries.TryGetValue((connectionId, item.FullName), out var known))
            {
                if (known.Until is null || known.Until > clock.GetUtcNow())
                {
                    return known;
                }

                Remove(known);
            }

            var entry = new DetailEntry(connectionId, item.FullName);
            entries.Add(entry.Key, entry);

            // The reading belongs to nobody's request: it goes on when the first viewer leaves, within the limits of its sections.
            using (ExecutionContext.SuppressFlow())
            {
                entry.Reading = Task.Run(() => ReadAsync(entry, item, stopping.Token), CancellationToken.None);
            }

            return entry;
        }
    }

    private async Task<RepositoryDetails> ReadAsync(DetailEntry entry, RepositoryItem item, CancellationToken cancellationToken)
    {
        RepositoryDetails? details = null;
        try
        {
            return details = await reader.ReadAsync(entry.Key.ConnectionId, item, cancellationToken);
        }
        finally
        {
            Settle(entry, details);
        }
    }

    private void Settle(DetailEntry entry, RepositoryDetails? details)
    {
        lock (guard)
        {
            if (!entries.TryGetValue(entry.Key, out var current) || current != entry)
            {
                return;
            }

            if (details is null)
            {
                Remove(entry);
                return;
            }

            var time = details.HasPassingFailure ? limits.KeepFailedFor : limits.KeepFor;
            entry.Until = clock.GetUtcNow() + time;
            entry.Weight = details.Weight;
            entry.Ending = clock.CreateTimer(_ => End(entry), null, time, Timeout.InfiniteTimeSpan);
            weight += entry.Weight;
            Trim();
        }
    }

    private void End(DetailEntry entry)
    {
        lock (guard)
        {
            Remove(entry);
        }
    }

    private void Trim()
    {
        while (entries.Count > limits.MostPages || weight > limits.MostText)
        {
            if (entries.Values.Where(entry => entry.Until is not null).MinBy(entry => entry.Until) is not { } oldest)
            {
                return;
            }

            Remove(oldest);
        }
    }

    private void Remove(DetailEntry entry)
    {
        if (entries.TryGetValue(entry.Key, out var current) && current == entry)
        {
            entries.Remove(entry.Key);
            weight -= entry.Weight;
            entry.Dispose();
        }
    }
}
