namespace WebPortal.Repositories.Finding;

/// <summary>Searches for all words of a question at once and ranks what it finds.</summary>
/// <remarks>
/// A word is found wherever it stands, also within another and across signs such as hyphens. Where few repositories hold all words, those follow that hold
/// words spelled nearly so.
/// </remarks>
internal sealed class RepositorySearch
{
    /// <summary>With more literal hits than this nobody needs guesses.</summary>
    public const int EnoughHits = 20;

    /// <summary>The rank of what does not match.</summary>
    public const ushort None = ushort.MaxValue;

    /// <summary>Of the parts of a question that are looked up; the rest is compared with what those leave, so that a hostile question costs little more.</summary>
    private const int MostParts = 8;

    private const ushort Guess = 10_000;

    private readonly IReadOnlyList<RepositoryItem> items;
    private readonly WordIndex index;
    private readonly string whole;
    private readonly string[] parts;
    private readonly string[] toCompare;

    public RepositorySearch(IReadOnlyList<RepositoryItem> items, WordIndex index, IReadOnlyList<string> words)
    {
        (this.items, this.index, whole) = (items, index, string.Join(' ', words));
        var all = words.SelectMany(word => TextParts.Of(word).Select(part => word.Substring(part.Start, part.Length))).Distinct(StringComparer.Ordinal)
            .OrderByDescending(part => part.Length).ToArray();
        parts = [.. all.Take(MostParts)];
        toCompare = [.. words.Where(word => !parts.Contains(word)).Distinct(StringComparer.Ordinal)];
    }

    /// <returns>For each repository its rank, the lower the better, or <see cref="None"/>; and how many are guesses.</returns>
    public (ushort[] Ranks, int Guesses) Run(bool withGuesses)
    {
        var ranks = new ushort[items.Count];
        var hits = Combine(ranks, LookUp(near: false), (number, rank) => HoldsAll(items[number]) ? BestFor(items[number], rank) : None);
        if (!withGuesses || hits > EnoughHits || !parts.Any(part => part.Length >= NearWord.ShortestForOne))
        {
            return (ranks, 0);
        }

        var near = new ushort[items.Count];
        Combine(near, LookUp(near: true), (_, rank) => (ushort)(rank + Guess));
        var guesses = 0;
        for (var number = 0; number < ranks.Length; number++)
        {
            if (ranks[number] == None && near[number] != None)
            {
                ranks[number] = near[number];
                guesses++;
            }
        }

        return (ranks, guesses);
    }

    public static bool IsGuess(ushort rank) => rank is >= Guess and < None;

    private byte[][] LookUp(bool near) =>
    [
        .. parts.Select(part =>
        {
            var ranks = new byte[items.Count];
            Array.Fill(ranks, MatchRank.None);
            index.RankHolders(part, ranks);
            if (near)
            {
                index.RankNear(part, ranks);
            }

            return ranks;
        }),
    ];

    /// <returns>How many repositories have every part and pass <paramref name="judge"/>.</returns>
    private static int Combine(ushort[] ranks, byte[][] ofParts, Func<int, ushort, ushort> judge)
    {
        var hits = 0;
        for (var number = 0; number < ranks.Length; number++)
        {
            ushort sum = 0;
            foreach (var part in ofParts)
            {
                if (part[number] == MatchRank.None)
                {
                    sum = None;
                    break;
                }

                sum += part[number];
            }

            ranks[number] = sum == None ? None : judge(number, sum);
            hits += ranks[number] == None ? 0 : 1;
        }

        return hits;
    }

    private bool HoldsAll(RepositoryItem item)
    {
        foreach (var word in toCompare)
        {
            if (!Holds(item.FullName, word) && !Holds(item.Name, word) && !Holds(item.Description, word) && !Holds(item.ProjectName, word)
                && !Holds(item.ProjectKey, word) && !Holds(item.WorkspaceName, word) && !Holds(item.Language, word))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Holds(string? text, string word) =>
        text is not null && (System.Text.Ascii.IsValid(text) ? text.Contains(word, StringComparison.OrdinalIgnoreCase) : FoldedText.Fold(text).Contains(word, StringComparison.Ordinal));

    /// <summary>A name or slug of several words is exact when all of them were asked for in its order.</summary>
    private ushort BestFor(RepositoryItem item, ushort rank) =>
        parts.Length > 1 && (IsWhole(item.Name) || IsWhole(item.Slug)) ? MatchRank.Of(WordMatch.Same, WordPlace.WholeName) : rank;

    /// <summary>Folding makes a few letters into two, so the lengths are only nearly the same.</summary>
    private bool IsWhole(string text) => Math.Abs(text.Length - whole.Length) <= 8 && string.Equals(FoldedText.Fold(text), whole, StringComparison.Ordinal);
}
