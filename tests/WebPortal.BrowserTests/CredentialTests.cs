using Microsoft.Playwright;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests;

/// <summary>An API token as a person brings it: refused with its reason, added, chosen, and ended.</summary>
[Trait("Level", "Browser")]
[Collection(SharedPortal.Name)]
public sealed class CredentialTests(PortalFixture portal)
{
    [Theory]
    [InlineData("daphne", true)]
    [InlineData("chidi", false)]
    public async Task A_Token_Is_Tried_Before_It_Is_Kept_And_Never_Shown_Again(string person, bool hasScript)
    {
        var (email, token) = await portal.Emulator.ApiTokenOfAsync(person);
        await using var visit = await portal.OpenAsAsync(person, Look.Usual with { HasScript = hasScript });
        await visit.GoAsync("/account/connections/add-token");
        await FillInAsync(visit.Page, email, "not-the-token");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await LookAtAsync(visit, "credential-refused");
        Assert.DoesNotContain("not-the-token", await visit.Page.ContentAsync(), StringComparison.Ordinal);

        await FillInAsync(visit.Page, email, token);

        await visit.Page.WaitForURLAsync("**/account*");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("API token");
        Assert.DoesNotContain(token, await visit.Page.ContentAsync(), StringComparison.Ordinal);
        await LookAtAsync(visit, "account-two-connections");
    }

    /// <summary>The accessibility check is script itself.</summary>
    private static async Task LookAtAsync(Visit visit, string name)
    {
        await visit.ShotAsync(name);
        if (visit.Look.HasScript)
        {
            await visit.AssertAccessibleAsync(name);
        }
    }

    private static async Task FillInAsync(IPage page, string email, string token)
    {
        await page.Locator("#account").FillAsync(email);
        await page.Locator("#secret").FillAsync(token);
        await page.Locator("#endsOn").FillAsync(await page.Locator("#endsOn").GetAttributeAsync("max") ?? "");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it and add it" }).ClickAsync();
    }
}
