using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace WebPortal.Pages.Texts;

/// <summary>Writes instants: in full for everybody; where a script runs, it says them in the reader's own time.</summary>
internal static class Moment
{
    /// <summary>How long ago or how far ahead, where a script runs; never for an instant inside a sentence.</summary>
    public static IHtmlContent Relative(DateTimeOffset? at) => at is { } instant ? Element(instant, "data-relative") : Never();

    /// <summary>The instant itself.</summary>
    public static IHtmlContent Exact(DateTimeOffset at) => Element(at, "data-exact");

    /// <summary>The instant to the second in UTC, for whom it may have to be proved to.</summary>
    public static IHtmlContent Utc(DateTimeOffset at)
    {
        var element = new TagBuilder("time");
        element.Attributes["datetime"] = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        element.InnerHtml.Append(at.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        return element;
    }

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static TagBuilder Element(DateTimeOffset at, string kind)
    {
        var full = at.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var element = new TagBuilder("time");
        element.Attributes["datetime"] = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        element.Attributes["title"] = full;
        element.Attributes[kind] = "";
        element.InnerHtml.Append(full);
        return element;
    }

    private static TagBuilder Never()
    {
        var element = new TagBuilder("span");
        element.AddCssClass("none");
        element.InnerHtml.Append("never");
        return element;
    }
}
