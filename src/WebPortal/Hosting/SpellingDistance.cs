namespace WebPortal.Hosting;

/// <summary>Finds the known name that somebody probably meant.</summary>
internal static class SpellingDistance
{
    /// <summary>The nearest candidate, or null when none is near enough to be what was meant.</summary>
    public static string? Nearest(string written, IEnumerable<string> candidates)
    {
        var (name, distance) = candidates
            .Select(candidate => (candidate, Between(written.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(pair => pair.Item2)
            .FirstOrDefault();
        return name is not null && distance <= Math.Max(2, written.Length / 4) ? name : null;
    }

    private static int Between(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var row = 1; row <= left.Length; row++)
        {
            var current = new int[right.Length + 1];
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var replace = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(replace, Math.Min(previous[column], current[column - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
