using System.Globalization;

namespace WebPortal.Pages.Texts;

/// <summary>Writes sizes and counts for people.</summary>
internal static class SizeText
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>In steps of 1,024, as Bitbucket counts.</summary>
    public static string Of(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1024 && unit < Units.Length - 1)
        {
            (value, unit) = (value / 1024, unit + 1);
        }

        return value.ToString(unit == 0 || value >= 10 ? "0" : "0.0", CultureInfo.CurrentCulture) + "\u00a0" + Units[unit];
    }

    public static string Count(int number, string one, string many) =>
        number.ToString("N0", CultureInfo.CurrentCulture) + " " + (number == 1 ? one : many);

    /// <summary>With one digit after the point.</summary>
    public static string Tenths(double number) => number.ToString("0.0", CultureInfo.CurrentCulture);

    public static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
