namespace WebPortal.Repositories;

/// <summary>Keeps texts that repeat only once, also between connections: colleagues see the same repositories. It holds texts and nothing about whose they are.</summary>
/// <remarks>Bounded by two generations: what is still used moves to the younger one, the older one is dropped when the younger is full.</remarks>
internal sealed class TextPool(int capacity = 100_000)
{
    private const int LongestText = 512;

    private readonly Lock guard = new();
    private HashSet<string> younger = new(StringComparer.Ordinal);
    private HashSet<string> older = new(StringComparer.Ordinal);

    /// <returns>An equal text, the same instance for everybody as long as it is kept.</returns>
    public string? Once(string? text)
    {
        if (text is null || text.Length > LongestText)
        {
            return text;
        }

        lock (guard)
        {
            if (younger.TryGetValue(text, out var known))
            {
                return known;
            }

            if (younger.Count >= capacity)
            {
                (older, younger) = (younger, new(StringComparer.Ordinal));
            }

            known = older.TryGetValue(text, out var former) ? former : text;
            younger.Add(known);
            return known;
        }
    }
}
