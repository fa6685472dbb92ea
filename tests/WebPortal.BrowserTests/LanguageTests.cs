using Microsoft.Playwright;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests;

/// <summary>Choosing a language at the foot of a page.</summary>
[Trait("Level", "Browser")]
[Collection(SharedPortal.Name)]
public sealed class LanguageTests(PortalFixture portal)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Person_Reads_On_In_German_And_Goes_Back_To_English(bool hasScript)
    {
        await using var visit = await portal.OpenAsync(Look.Usual with { HasScript = hasScript });
        await visit.SignInAsync("farid");
        await visit.GoAsync("/account");
        var german = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Deutsch", Exact = true });

        await german.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sitzungen" })).ToBeVisibleAsync();
        await Assertions.Expect(german).ToHaveAttributeAsync("aria-current", "true");
        Assert.Equal("/account", visit.Address);
        var connected = visit.Page.Locator("article time[data-relative]").First;
        await Assertions.Expect(connected).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(hasScript ? "^(gerade eben|vor .*)$" : @"^\d+\. \S+ \d{4}, \d\d:\d\d UTC$"));
        await visit.ShotAsync("account-german");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "English", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sessions" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Times_Are_In_The_Zone_Of_The_Reader_With_The_Exact_Value_On_Hover()
    {
        await using var visit = await portal.OpenAsync();
        await visit.SignInAsync("farid");
        await visit.GoAsync("/account");
        var moment = visit.Page.Locator("time[data-exact]").First;

        var at = await moment.GetAttributeAsync("datetime");
        var expected = await visit.Page.EvaluateAsync<string>("at => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'long' }).format(new Date(at))", at);

        await Assertions.Expect(moment).ToHaveAttributeAsync("title", expected);
        await Assertions.Expect(moment).Not.ToContainTextAsync("UTC");
    }
}
