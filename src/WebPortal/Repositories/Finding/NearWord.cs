namespace WebPortal.Repositories.Finding;

/// <summary>Tells how many mistakes lie between two words, as far as somebody who types may make them.</summary>
internal static class NearWord
{
    public const int ShortestForOne = 4;

    private const int ShortestForTwo = 8;
    private const int Longest = 32;

    /// <summary>How many mistakes a word of this length may have; a mistake in a short word makes another word of it.</summary>
    public static int Allowed(int length) => length switch
    {
        < ShortestForOne or > Longest => 0,
        < ShortestForTwo => 1,
        _ => 2,
    };

    /// <returns>Missing, extra and other letters and swapped neighbours between the two, or <paramref name="most"/> + 1 when there are more.</returns>
    public static int Distance(ReadOnlySpan<char> asked, ReadOnlySpan<char> there, int most)
    {
        if (Math.Abs(asked.Length - there.Length) > most || asked.Length > Longest || there.Length > Longest + most)
        {
            return most + 1;
        }

        const int width = Longest + 4;
        Span<int> beforeLast = stackalloc int[width];
        Span<int> last = stackalloc int[width];
        Span<int> row = stackalloc int[width];
        for (var column = 0; column <= there.Length; column++)
        {
            last[column] = column;
        }

        for (var line = 1; line <= asked.Length; line++)
        {
            row[0] = line;
            var least = line;
            for (var column = 1; column <= there.Length; column++)
            {
                var cost = Math.Min(Math.Min(last[column], row[column - 1]) + 1, last[column - 1] + (asked[line - 1] == there[column - 1] ? 0 : 1));
                if (line > 1 && column > 1 && asked[line - 1] == there[column - 2] && asked[line - 2] == there[column - 1])
                {
                    cost = Math.Min(cost, beforeLast[column - 2] + 1);
                }

                row[column] = cost;
                least = Math.Min(least, cost);
            }

            if (least > most)
            {
                return most + 1;
            }

            last.CopyTo(beforeLast);
            row.CopyTo(last);
        }

        return Math.Min(last[there.Length], most + 1);
    }

    /// <summary>One bit for each letter, so that most words are told apart without a look at them.</summary>
    public static uint Letters(ReadOnlySpan<char> word)
    {
        var letters = 0u;
        foreach (var letter in word)
        {
            letters |= 1u << (letter & 31);
        }

        return letters;
    }
}
