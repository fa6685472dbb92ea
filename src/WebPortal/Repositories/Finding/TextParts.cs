namespace WebPortal.Repositories.Finding;

/// <summary>Takes folded text apart into runs of letters and digits. Whatever stands between two spaces and holds no sign lies within one run.</summary>
internal static class TextParts
{
    public static IEnumerable<(int Start, int Length)> Of(string folded)
    {
        var start = 0;
        for (var at = 0; at <= folded.Length; at++)
        {
            if (at < folded.Length && IsInside(folded[at]))
            {
                continue;
            }

            if (at > start)
            {
                yield return (start, at - start);
            }

            start = at + 1;
        }
    }

    /// <summary>Outside of ASCII only what certainly parts words does; halves of surrogate pairs stay together.</summary>
    private static bool IsInside(char letter) =>
        letter < 128 ? char.IsAsciiLetterOrDigit(letter) : !char.IsWhiteSpace(letter) && !char.IsPunctuation(letter);
}
