using System.Globalization;

namespace WebPortal.Pages.Words;

/// <summary>The languages in which the portal speaks; each file of words exists once for each of them.</summary>
internal static class Languages
{
    /// <summary>The name of the cookie in which a browser keeps a language that somebody chose.</summary>
    public static readonly string Cookie = "webportal-language";

    public static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>In the order of the switch at the foot of every page.</summary>
    public static readonly IReadOnlyList<CultureInfo> All = [English, CultureInfo.GetCultureInfo("de")];

    /// <summary>Of the page that is being written, as the element <c>html</c> names it.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <returns>Null for a language that the portal does not speak.</returns>
    public static CultureInfo? Find(string? code) => All.FirstOrDefault(language => language.Name == code);

    /// <summary>Whatever is written outside of a page is English on every machine: command line, log and API.</summary>
    public static void StartInEnglish()
    {
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture) = (English, English);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (English, English);
    }
}
