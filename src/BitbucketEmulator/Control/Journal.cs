namespace BitbucketEmulator.Control;

/// <summary>
/// The last requests of both sides, in order; the oldest give way. Besides their number their weight is bounded, because
/// a load test with tokens of 64 KB would otherwise fill gigabytes. The lock is held for a few instructions only.
/// </summary>
internal sealed class Journal(int length, long heaviest = Journal.DefaultWeight)
{
    /// <summary>Characters of headers and forms; twenty thousand requests with ordinary tokens fit.</summary>
    public const long DefaultWeight = 64L * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<JournalEntry> entries = new();
    private long weight;
    private long written;

    /// <summary>How many requests came in since the start or the last <see cref="Clear"/>, remembered or not.</summary>
    public long Count => Interlocked.Read(ref written);

    /// <summary>A snapshot, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (gate)
                return [.. entries];
        }
    }

    public void Add(JournalEntry entry)
    {
        lock (gate)
        {
            entry.Number = ++written;
            entries.Enqueue(entry);
            weight += entry.Weight;
            while (entries.Count > length || (weight > heaviest && entries.Count > 1))
                weight -= entries.Dequeue().Weight;
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
            weight = 0;
            written = 0;
        }
    }
}
