using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;

namespace WebPortal.Repositories;

/// <summary>Keeps one snapshot for each connection, by its ID only, and reads anew when it is due: once at a time, whoever and however many ask.</summary>
internal sealed partial class CatalogCache(
    RepositorySource source, BitbucketAddresses addresses, IOptions<RepositoriesOptions> options, CatalogLimits limits, TimeProvider clock, ILogger<CatalogCache> log)
    : IDisposable
{
    private readonly Lock guard = new();
    private readonly Dictionary<Guid, CatalogSlot> slots = [];
    private readonly LinkedList<CatalogSlot> byUse = new();
    private readonly CancellationTokenSource stopping = new();
    private int weight;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What is kept, at once when a reading has ever come to its end; else as much as the first wait brings.</summary>
    public async Task<CatalogSnapshot> GetAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        var (slot, latest, running) = Open(connectionId);
        if (running is null || (latest.IsWorthShowing && options.Value.CacheLifetime > TimeSpan.Zero))
        {
            return latest;
        }

        try
        {
            await running.WaitAsync(limits.FirstWait, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The reading goes on without this viewer; what it has brought so far is shown as such.
        }

        lock (guard)
        {
            return slot.Latest;
        }
    }

    /// <summary>Makes everything due; a wish that comes too soon after the last is ignored.</summary>
    public void ReadAgain(Guid connectionId)
    {
        lock (guard)
        {
            var now = clock.GetUtcNow();
            if (slots.TryGetValue(connectionId, out var slot) && !(slot.WishedAt > now - limits.AskAgain))
            {
                slot.WishedAt = now;
                slot.WishIsOpen = true;
            }
        }
    }

    public void Forget(Guid connectionId)
    {
        lock (guard)
        {
            if (slots.TryGetValue(connectionId, out var slot))
            {
                Remove(slot);
            }
        }
    }

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    private (CatalogSlot Slot, CatalogSnapshot Latest, Task? Running) Open(Guid connectionId)
    {
        lock (guard)
        {
            var now = clock.GetUtcNow();
            DropOld(now);
            if (!slots.TryGetValue(connectionId, out var slot))
            {
                slot = new CatalogSlot(connectionId);
                slots.Add(connectionId, slot);
                byUse.AddFirst(slot.Place);
                weight += slot.Weight;
            }

            slot.UsedAt = now;
            byUse.Remove(slot.Place);
            byUse.AddFirst(slot.Place);
            var staleBefore = slot.WishIsOpen ? now : now - options.Value.CacheLifetime;
            if (slot.Running is null && slot.Latest.IsDue(now, staleBefore))
            {
                Start(slot, staleBefore);
            }

            return (slot, slot.Latest, slot.Running);
        }
    }

    /// <summary>The reading belongs to nobody's request: it goes on when the first viewer leaves, with a time limit of its own.</summary>
    private void Start(CatalogSlot slot, DateTimeOffset staleBefore)
    {
        slot.WishIsOpen = false;
        slot.Latest = slot.Latest with { IsBeingRead = true };
        var older = slot.Latest;
        using (ExecutionContext.SuppressFlow())
        {
            slot.Running = Task.Run(() => GatherAsync(slot, older, staleBefore, stopping.Token), CancellationToken.None);
        }
    }

    private async Task GatherAsync(CatalogSlot slot, CatalogSnapshot older, DateTimeOffset staleBefore, CancellationToken cancellationToken)
    {
        using var timeLimit = new CancellationTokenSource(limits.GatherTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeLimit.Token);
        using var reader = new WorkspaceReader(source, addresses, limits, clock, slot.ConnectionId, older.HoldUntil);
        try
        {
            await new CatalogGather(reader, limits, clock, older, snapshot => Publish(slot, snapshot)).RunAsync(staleBefore, either.Token);
        }
        catch (OperationCanceledException)
        {
            Publish(slot, slot.Latest.Broken(FailureReason.OutOfTime, clock.GetUtcNow(), limits));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.GatherFailed(log, fault, slot.ConnectionId);
            Publish(slot, slot.Latest.Broken(FailureReason.Unavailable, clock.GetUtcNow(), limits));
        }
        finally
        {
            lock (guard)
            {
                slot.Running = null;
            }
        }
    }

    private void Publish(CatalogSlot slot, CatalogSnapshot snapshot)
    {
        lock (guard)
        {
            var before = slot.Weight;
            slot.Latest = snapshot;
            if (slot.Place.List is not null)
            {
                weight += slot.Weight - before;
                while (weight > limits.MostRepositories && byUse.Last is { } oldest && oldest.Value != slot)
                {
                    Remove(oldest.Value);
                }
            }
        }
    }

    private void DropOld(DateTimeOffset now)
    {
        while (byUse.Last is { } oldest && now - oldest.Value.UsedAt > limits.OldestData)
        {
            Remove(oldest.Value);
        }
    }

    private void Remove(CatalogSlot slot)
    {
        weight -= slot.Weight;
        slots.Remove(slot.ConnectionId);
        byUse.Remove(slot.Place);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "Reading the repositories of connection {ConnectionId} failed.")]
        public static partial void GatherFailed(ILogger log, Exception fault, Guid connectionId);
    }
}
