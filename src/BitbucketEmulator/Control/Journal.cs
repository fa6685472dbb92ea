namespace BitbucketEmulator.Control;

/// <summary>The last requests of both sides, in order; the oldest give way. Writing never waits for a lock.</summary>
internal sealed class Journal(int length)
{
    private JournalEntry?[] entries = new JournalEntry?[length];
    private long written;

    /// <summary>How many requests came in since the start or the last <see cref="Clear"/>, remembered or not.</summary>
    public long Count => Interlocked.Read(ref written);

    /// <summary>A snapshot, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries =>
        [.. Volatile.Read(ref entries).OfType<JournalEntry>().OrderBy(entry => entry.Number)];

    public void Add(JournalEntry entry)
    {
        entry.Number = Interlocked.Increment(ref written);
        var slots = Volatile.Read(ref entries);
        Volatile.Write(ref slots[(entry.Number - 1) % slots.Length], entry);
    }

    public void Clear()
    {
        Volatile.Write(ref entries, new JournalEntry?[length]);
        Interlocked.Exchange(ref written, 0);
    }
}
