using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using WebPortal.Pages.Texts;
using WebPortal.Pages.Words;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>Words with places for elements, numbers and dates, in every language.</summary>
[Trait("Level", "Unit")]
public sealed class SentenceTests
{
    [Fact]
    public void Elements_Are_Written_As_They_Are_And_Everything_Else_Is_Encoded()
    {
        var link = new HtmlString("<a href=\"/x\">here</a>");
        Func<object?, IHtmlContent> template = _ => new HtmlString("<b>2</b>");

        Assert.Equal(
            "&lt;i&gt; <b>2</b>: <a href=\"/x\">here</a> by &lt;script&gt;",
            Written(Sentence.Of("<i> {1}: {0} by {2}", link, template, "<script>")));
    }

    [Fact]
    public void What_A_Person_Wrote_Is_Never_Taken_For_A_Place() => Assert.Equal("{1} and 5", Written(Sentence.Of("{0} and {1}", "{1}", 5)));

    [Theory]
    [InlineData("en", 1, "1 day ago")]
    [InlineData("en", 0, "0 days ago")]
    [InlineData("en", 1234, "1,234 days ago")]
    [InlineData("de", 1, "vor 1 Tag")]
    [InlineData("de", 1234, "vor 1.234 Tagen")]
    public void One_And_Many_Have_Words_Of_Their_Own(string language, int days, string text) =>
        Assert.Equal(text, In(language, () => DaysText.Ago(days)));

    [Theory]
    [InlineData("en", "1.5 MB", "3 Sep 2026", "Thursday, 3 September 2026")]
    [InlineData("de", "1,5 MB", "3. Sept. 2026", "Donnerstag, 3. September 2026")]
    public void Sizes_And_Days_Follow_The_Language(string language, string size, string day, string weekday)
    {
        Assert.Equal(size, In(language, () => SizeText.Of(1_572_864)).Replace('\u00a0', ' '));
        Assert.Equal(day, In(language, () => Moment.Day(new DateTimeOffset(2026, 9, 3, 12, 0, 0, TimeSpan.Zero))));
        Assert.Equal(weekday, In(language, () => Moment.Day(new DateOnly(2026, 9, 3))));
    }

    [Fact]
    public void What_A_Machine_Reads_Is_The_Same_In_Every_Language() =>
        Assert.Contains("datetime=\"2026-09-03T12:00:00Z\"", In("de", () => Written(Moment.Exact(new DateTimeOffset(2026, 9, 3, 12, 0, 0, TimeSpan.Zero)))), StringComparison.Ordinal);

    private static string Written(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private static T In<T>(string language, Func<T> say)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Find(language)!;
            return say();
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }
}
