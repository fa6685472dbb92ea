using System.Globalization;
using System.Text;

namespace WebPortal.Repositories;

/// <summary>Folds case and accents away, so that <c>uberblick</c> finds <c>Überblick</c>.</summary>
internal static class FoldedText
{
    public static string Fold(string text) => Ascii.IsValid(text) ? text.ToLowerInvariant() : FoldUnicode(text);

    private static string FoldUnicode(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Decompose(text).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            _ = rune.Value switch
            {
                'ß' => folded.Append("ss"),
                'Æ' or 'æ' => folded.Append("ae"),
                'Œ' or 'œ' => folded.Append("oe"),
                'Ø' or 'ø' => folded.Append('o'),
                'Ł' or 'ł' => folded.Append('l'),
                'Đ' or 'đ' => folded.Append('d'),
                'ı' => folded.Append('i'),
                _ => folded.Append(Rune.ToLowerInvariant(rune)),
            };
        }

        return folded.ToString();
    }

    /// <summary>Half a surrogate pair cannot be decomposed; such text is searched as it is.</summary>
    private static string Decompose(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormD);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
