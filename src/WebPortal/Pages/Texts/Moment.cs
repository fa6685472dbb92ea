using System.Globalization;

namespace WebPortal.Pages.Texts;

/// <summary>Writes instants: in full for everybody, in a machine's form for the script that turns them into "3 hours ago".</summary>
internal static class Moment
{
    public static string Full(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
