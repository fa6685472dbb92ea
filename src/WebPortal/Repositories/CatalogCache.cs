using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;

namespace WebPortal.Repositories;

/// <summary>Keeps one snapshot for each connection, by its ID only, and reads anew when it is due: once at a time, whoever and however many ask.</summary>
internal sealed partial class CatalogCache(
    RepositorySource source, BitbucketAddresses addresses, IOptions<RepositoriesOptions> options, CatalogLimits limits, TimeProvider clock, ILogger<CatalogCache> log,
    CallBudget? budget = null)
    : IDisposable
{
    private readonly Lock guard = new();
    private readonly CatalogSlots slots = new(limits);
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim everybody = new(limits.ProcessConcurrency);
    private readonly CallBudget budget = budget ?? new CallBudget(clock);
    private readonly TextPool texts = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What is kept, at once when a reading has ever come to its end; else as much as the first wait brings.</summary>
    /// <param name="isEnough">Ends the wait early; null waits for everything.</param>
    public async Task<CatalogSnapshot> GetAsync(Guid connectionId, Func<CatalogSnapshot, bool>? isEnough, CancellationToken cancellationToken)
    {
        var (slot, latest, running) = Open(connectionId);
        if (running is null || (options.Value.CacheLifetime > TimeSpan.Zero && (latest.IsWorthShowing || isEnough?.Invoke(latest) == true)))
        {
            return latest;
        }

        try
        {
            if (isEnough is not null)
            {
                await EnoughAsync(slot, isEnough, running, cancellationToken).WaitAsync(limits.FirstWait, clock, cancellationToken);
            }

            await running.WaitAsync(isEnough is null ? limits.FirstWait : limits.SettleWait, clock, cancellationToken);
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

    /// <summary>What <see cref="GetAsync"/> would give at once without starting or awaiting anything; else null.</summary>
    public CatalogSnapshot? Peek(Guid connectionId)
    {
        var lifetime = options.Value.CacheLifetime;
        lock (guard)
        {
            var now = clock.GetUtcNow();
            if (lifetime <= TimeSpan.Zero || !slots.TryGet(connectionId, out var slot) || slot.WishIsOpen || !slot.Latest.IsWorthShowing
                || now - slot.UsedAt > limits.OldestData || (slot.Running is null && slot.Latest.IsDue(now, now - lifetime)))
            {
                return null;
            }

            slots.Touch(slot, now);
            return slot.Latest;
        }
    }

    /// <summary>How far the reading has come, whenever that changes; what comes in between is skipped. Ends with the reading, and when the slot is taken away.</summary>
    public async IAsyncEnumerable<CatalogProgress> WatchAsync(Guid connectionId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CatalogProgress? told = null;
        while (true)
        {
            var (progress, change) = Look(connectionId);
            if (progress != told)
            {
                yield return progress;
                told = progress;
            }

            if (!progress.IsBeingRead)
            {
                yield break;
            }

            await Task.Delay(limits.ProgressPace, clock, cancellationToken);
            await change.WaitAsync(cancellationToken);
        }
    }

    public void WantPermissions(Guid connectionId)
    {
        var (slot, _, _) = Open(connectionId);
        lock (guard)
        {
            var now = clock.GetUtcNow();
            if (!(now - slot.Latest.PermissionsReadAt < limits.PermissionsFor) && !(now - slot.PermissionsTriedAt < limits.ShortRest))
            {
                slot.PermissionsTriedAt = now;
                slot.PermissionsWanted = true;
                if (slot.Running is null)
                {
                    Start(slot, now - options.Value.CacheLifetime, isWished: false);
                }
            }
        }
    }

    /// <summary>Makes everything due; a wish that comes too soon after the last is ignored.</summary>
    public void ReadAgain(Guid connectionId)
    {
        lock (guard)
        {
            var now = clock.GetUtcNow();
            if (slots.TryGet(connectionId, out var slot) && !(slot.WishedAt > now - limits.AskAgain))
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
            if (slots.TryGet(connectionId, out var slot))
            {
                slots.Remove(slot);
            }
        }
    }

    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
        everybody.Dispose();
    }

    private (CatalogSlot Slot, CatalogSnapshot Latest, Task? Running) Open(Guid connectionId)
    {
        lock (guard)
        {
            var now = clock.GetUtcNow();
            var slot = slots.Use(connectionId, now);
            var staleBefore = slot.WishIsOpen ? now : now - (options.Value.CacheLifetime * budget.Slowness(connectionId));
            if (slot.Running is null && slot.Latest.IsDue(now, staleBefore))
            {
                Start(slot, staleBefore, slot.WishIsOpen);
            }

            return (slot, slot.Latest, slot.Running);
        }
    }

    private (CatalogProgress Progress, Task Change) Look(Guid connectionId)
    {
        lock (guard)
        {
            return slots.TryGet(connectionId, out var slot) ? (CatalogProgress.Of(slot.Latest), slot.Change) : (CatalogProgress.Nothing, Task.CompletedTask);
        }
    }

    private async Task EnoughAsync(CatalogSlot slot, Func<CatalogSnapshot, bool> isEnough, Task running, CancellationToken cancellationToken)
    {
        while (!running.IsCompleted)
        {
            Task change;
            lock (guard)
            {
                if (slot.IsGone || isEnough(slot.Latest))
                {
                    return;
                }

                change = slot.Change;
            }

            await Task.WhenAny(change, running).WaitAsync(cancellationToken);
        }
    }

    /// <summary>The reading belongs to nobody's request: it goes on when the first viewer leaves, with a time limit of its own.</summary>
    private void Start(CatalogSlot slot, DateTimeOffset staleBefore, bool isWished)
    {
        slot.WishIsOpen = false;
        slot.Show(slot.Latest with { IsBeingRead = true });
        var older = slot.Latest;
        using (ExecutionContext.SuppressFlow())
        {
            slot.Running = Task.Run(() => GatherAsync(slot, older, staleBefore, isWished, stopping.Token), CancellationToken.None);
        }
    }

    private async Task GatherAsync(CatalogSlot slot, CatalogSnapshot older, DateTimeOffset staleBefore, bool isWished, CancellationToken cancellationToken)
    {
        using var timeLimit = new CancellationTokenSource(limits.GatherTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeLimit.Token);
        using var calls = new CatalogCalls(limits, clock, everybody, budget, slot.ConnectionId, older.HoldUntil);
        var end = CatalogSnapshot.Empty;
        try
        {
            var reader = new WorkspaceReader(source, addresses, calls, new RepositoryReading(texts), limits, clock, slot.ConnectionId);
            end = await new CatalogGather(reader, calls, limits, clock, older, isWished, snapshot => Publish(slot, snapshot)).RunAsync(staleBefore, either.Token);
            while (TakePermissionsWish(slot))
            {
                Publish(slot, end with { IsBeingRead = true });
                end = await new PermissionReader(source, addresses, calls, limits, clock, slot.ConnectionId).ReadAsync(end, either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            end = slot.Latest.Broken(FailureReason.OutOfTime, clock.GetUtcNow(), limits);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.GatherFailed(log, fault, slot.ConnectionId);
            end = slot.Latest.Broken(FailureReason.Unavailable, clock.GetUtcNow(), limits);
        }
        finally
        {
            End(slot, end);
        }
    }

    private bool TakePermissionsWish(CatalogSlot slot)
    {
        lock (guard)
        {
            var isWanted = slot.PermissionsWanted;
            slot.PermissionsWanted = false;
            return isWanted;
        }
    }

    /// <summary>Both at once: nobody may see an ended reading that still seems to run, or wait for it.</summary>
    private void End(CatalogSlot slot, CatalogSnapshot end)
    {
        lock (guard)
        {
            slot.Running = null;
            Publish(slot, end);
        }
    }

    private void Publish(CatalogSlot slot, CatalogSnapshot snapshot)
    {
        lock (guard)
        {
            slots.Show(slot, snapshot);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "Reading the repositories of connection {ConnectionId} failed.")]
        public static partial void GatherFailed(ILogger log, Exception fault, Guid connectionId);
    }
}
