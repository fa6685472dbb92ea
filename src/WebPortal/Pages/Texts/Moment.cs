using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using WebPortal.Pages.Words;

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
        element.Attributes["datetime"] = Machine(at);
        element.InnerHtml.Append(Text(at, TextsWords.PatternOfSecond));
        return element;
    }

    public static string Day(DateTimeOffset at) => Text(at, TextsWords.PatternOfDay);

    /// <summary>With its weekday, as the head of what happened on it.</summary>
    public static string Day(DateOnly day) => day.ToString(TextsWords.PatternOfWeekday, CultureInfo.CurrentCulture);

    private static TagBuilder Element(DateTimeOffset at, string kind)
    {
        var full = Text(at, TextsWords.PatternOfMinute);
        var element = new TagBuilder("time");
        element.Attributes["datetime"] = Machine(at);
        element.Attributes["title"] = full;
        element.Attributes[kind] = "";
        element.InnerHtml.Append(full);
        return element;
    }

    private static TagBuilder Never()
    {
        var element = new TagBuilder("span");
        element.AddCssClass("none");
        element.InnerHtml.Append(TextsWords.Never);
        return element;
    }

    private static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset at, string pattern) => at.UtcDateTime.ToString(pattern, CultureInfo.CurrentCulture);
}
