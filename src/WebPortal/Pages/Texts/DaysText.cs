using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>Writes numbers of days.</summary>
internal static class DaysText
{
    /// <returns>Null for none.</returns>
    public static string? Of(int? days) => days is { } number
        ? Plural.Of(number, TextsWords.DaysOne, TextsWords.DaysMany)
        : null;

    /// <returns>Null for none.</returns>
    public static string? Ago(int? days) => days is { } number
        ? Plural.Of(number, TextsWords.DaysAgoOne, TextsWords.DaysAgoMany)
        : null;
}
