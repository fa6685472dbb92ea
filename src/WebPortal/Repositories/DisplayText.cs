namespace WebPortal.Repositories;

/// <summary>Prepares text from outside for display: no control characters, no overlong values. Meaning and direction are left alone.</summary>
internal static class DisplayText
{
    public const int LongestName = 255;

    public const int LongestDescription = 1000;

    /// <returns>Null when nothing is left.</returns>
    public static string? Clean(string? text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Line breaks part words, so they become spaces instead of vanishing.
        var clean = text.Any(char.IsControl)
            ? string.Concat(text.Select(letter => letter is '\r' or '\n' or '\t' ? ' ' : letter).Where(letter => !char.IsControl(letter)))
            : text;
        clean = clean.Trim();
        return clean.Length == 0 ? null : clean.Length <= longest ? clean : Cut(clean, longest);
    }

    private static string Cut(string text, int longest)
    {
        var end = longest - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }
}
