using System.Globalization;
using WebPortal.Connections.Adding;
using WebPortal.Pages.Texts;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>Every reason for which a credential is not taken has a text of its own, in both languages.</summary>
[Trait("Level", "Unit")]
public sealed class AdditionTextTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Each_Problem_Has_Its_Own_Text(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var texts = Enum.GetValues<AdditionProblem>().Select(problem => AdditionText.Of(problem, "ApiToken")).ToList();

            Assert.DoesNotContain(texts, string.IsNullOrWhiteSpace);
            Assert.Equal(texts.Count, texts.Distinct(StringComparer.Ordinal).Count());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
