using System.Globalization;

namespace WebPortal.Pages.Texts;

/// <summary>Writes numbers of days.</summary>
internal static class DaysText
{
    /// <returns>Null for none.</returns>
    public static string? Of(int? days, string after = "") => days is { } number
        ? number.ToString("N0", CultureInfo.InvariantCulture) + (number == 1 ? " day" : " days") + after
        : null;
}
