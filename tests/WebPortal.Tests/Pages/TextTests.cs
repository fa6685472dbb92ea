using WebPortal.Data;
using WebPortal.Pages.Texts;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>Small texts that stand on many pages.</summary>
[Trait("Level", "Unit")]
public sealed class TextTests
{
    [Theory]
    [InlineData(0L, "0 B")]
    [InlineData(1023L, "1023 B")]
    [InlineData(1024L, "1.0 KB")]
    [InlineData(10_485_760L, "10 MB")]
    [InlineData(5_637_144_576L, "5.3 GB")]
    [InlineData(long.MaxValue, "8388608 TB")]
    public void Sizes_Are_Short(long bytes, string text) => Assert.Equal(text, SizeText.Of(bytes).Replace('\u00a0', ' '));

    [Theory]
    [InlineData("Amelia Ørsted", "AØ")]
    [InlineData("Богдан Шевченко", "БШ")]
    [InlineData("kofi", "K")]
    [InlineData("Ana Maria de Souza", "AS")]
    [InlineData("<script>alert(1)</script>", "?")]
    [InlineData("🚀 🚀", "?")]
    [InlineData("", "?")]
    public void A_Person_Is_Marked_By_At_Most_Two_Letters(string name, string initials) => Assert.Equal(initials, Initials.Of(name));

    [Fact]
    public void The_Colour_Of_A_Name_Is_One_Of_Eight_And_Stays()
    {
        var hues = Enumerable.Range(0, 500).Select(number => Initials.Hue($"name {number}")).Distinct().ToArray();

        Assert.Equal(8, hues.Length);
        Assert.Equal(Initials.Hue("Amelia"), Initials.Hue("Amelia"));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("<script>", "Unknown browser")]
    [InlineData(null, "Unknown browser")]
    public void A_Browser_Is_Named_As_Its_Owner_Would(string? userAgent, string name) => Assert.Equal(name, BrowserName.Of(userAgent));

    [Theory]
    [InlineData("signed-out", true)]
    [InlineData("session-ended", true)]
    [InlineData("<script>alert(1)</script>", false)]
    [InlineData("Signed-Out", false)]
    [InlineData(null, false)]
    public void Only_Known_Notices_Are_Shown(string? code, bool isKnown) => Assert.Equal(isKnown, Notices.Find(code) is not null);

    [Fact]
    public void Every_State_Has_Words_Of_Its_Own() =>
        Assert.Equal(Enum.GetNames<ConnectionState>().Length, Enum.GetNames<ConnectionState>().Select(state => StateText.Of(state).Label).Distinct().Count());

    [Theory]
    [InlineData(403, true, "This needs an administrator")]
    [InlineData(403, false, "This is not allowed")]
    [InlineData(404, true, "There is nothing here")]
    [InlineData(502, false, "Something went wrong here")]
    [InlineData(418, false, "That did not work")]
    public void An_Error_Says_What_It_Means(int status, bool isAdministration, string title) =>
        Assert.Equal(title, ErrorText.Of(status, isAdministration).Title);
}
