using System.Diagnostics.CodeAnalysis;

namespace WebPortal.Audit;

/// <summary>A bounded memory of what stands in the database, used only while the feed is fresh, and cleared of whatever a change concerns.</summary>
/// <remarks>
/// What was read before a change and would be stored after it must not survive: whoever reads asks for a <see cref="Stamp"/> first, and what comes
/// with a stamp from before any change is not stored. The least recently used entries make room for new ones.
/// </remarks>
internal sealed class FeedCache<TKey, TEntry> : IDisposable
    where TKey : notnull
    where TEntry : class
{
    private readonly Lock _guard = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TEntry Entry)>> _slots = [];
    private readonly LinkedList<(TKey Key, TEntry Entry)> _byUse = new();
    private readonly Dictionary<Guid, HashSet<TKey>> _bySubject = [];
    private readonly AuditFeed _feed;
    private readonly int _capacity;
    private readonly Func<AuditChange, Guid?> _subjectOf;
    private readonly Func<TEntry, Guid> _ownerOf;
    private readonly IDisposable _subscription;
    private long _changes;

    /// <param name="subjectOf">Whom or what a change concerns; null when nothing here.</param>
    /// <param name="ownerOf">Whom or what an entry is about, in the same terms.</param>
    public FeedCache(AuditFeed feed, int capacity, Func<AuditChange, Guid?> subjectOf, Func<TEntry, Guid> ownerOf)
    {
        (_feed, _capacity, _subjectOf, _ownerOf) = (feed, capacity, subjectOf, ownerOf);
        _subscription = feed.Subscribe(OnChange);
    }

    /// <summary>To be taken before reading what is to be stored.</summary>
    public long Stamp => Interlocked.Read(ref _changes);

    public bool TryGet(TKey key, [NotNullWhen(true)] out TEntry? entry)
    {
        entry = null;
        if (!_feed.IsFresh)
        {
            return false;
        }

        lock (_guard)
        {
            if (!_slots.TryGetValue(key, out var slot))
            {
                return false;
            }

            _byUse.Remove(slot);
            _byUse.AddFirst(slot);
            entry = slot.Value.Entry;
            return true;
        }
    }

    public void Store(TKey key, TEntry entry, long stamp)
    {
        lock (_guard)
        {
            if (stamp != _changes)
            {
                return;
            }

            Remove(key);
            _slots.Add(key, _byUse.AddFirst((key, entry)));
            (_bySubject.TryGetValue(_ownerOf(entry), out var keys) ? keys : _bySubject[_ownerOf(entry)] = []).Add(key);
            if (_slots.Count > _capacity)
            {
                Remove(_byUse.Last!.Value.Key);
            }
        }
    }

    public void Dispose() => _subscription.Dispose();

    private void OnChange(AuditChange change)
    {
        lock (_guard)
        {
            if (change.ConcernsEverybody)
            {
                _changes++;
                _slots.Clear();
                _byUse.Clear();
                _bySubject.Clear();
            }
            else if (_subjectOf(change) is { } subject)
            {
                _changes++;
                foreach (var key in _bySubject.TryGetValue(subject, out var keys) ? keys.ToArray() : [])
                {
                    Remove(key);
                }
            }
        }
    }

    private void Remove(TKey key)
    {
        if (!_slots.Remove(key, out var slot))
        {
            return;
        }

        _byUse.Remove(slot);
        var owner = _ownerOf(slot.Value.Entry);
        _bySubject[owner].Remove(key);
        if (_bySubject[owner].Count == 0)
        {
            _bySubject.Remove(owner);
        }
    }
}
