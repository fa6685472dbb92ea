using System.Collections.Immutable;

namespace WebPortal.Audit;

/// <summary>Those who want to hear of changes, in the order in which they came.</summary>
internal sealed class AuditSubscribers
{
    private ImmutableList<Action<AuditChange>> _all = [];

    public IDisposable Add(Action<AuditChange> onChange)
    {
        ImmutableInterlocked.Update(ref _all, all => all.Add(onChange));
        return new Subscription(() => ImmutableInterlocked.Update(ref _all, all => all.Remove(onChange)));
    }

    public void Tell(AuditChange change)
    {
        foreach (var onChange in _all)
        {
            onChange(change);
        }
    }

    /// <summary>Ends one subscription.</summary>
    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
