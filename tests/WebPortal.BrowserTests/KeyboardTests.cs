using Microsoft.Playwright;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests;

/// <summary>Everything can be done without a mouse, and one sees where one is.</summary>
[Trait("Level", "Browser")]
[Collection(SharedPortal.Name)]
public sealed class KeyboardTests(PortalFixture portal)
{
    private const int MostTabs = 80;

    [Fact]
    public async Task A_Person_Signs_In_Searches_And_Signs_Out_With_The_Keyboard_Alone()
    {
        await using var visit = await portal.OpenAsync();
        await visit.GoAsync("/");
        await TabToAsync(visit, "Sign in with Bitbucket");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/site/oauth2/authorize**");
        await TabToAsync(visit, "Allow access", isOurs: false);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/repositories");

        await TabToAsync(visit, "Search in repositories");
        await visit.Page.Keyboard.TypeAsync("ferry");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**query=ferry**");
        await Assertions.Expect(visit.Page.Locator(".chosen")).ToContainTextAsync("ferry");
        await TabToAsync(visit, "Sign out", key: "Shift+Tab");
        await visit.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync("You are signed out");
    }

    [Fact]
    public async Task The_First_Stop_Skips_To_The_Content()
    {
        await using var visit = await portal.OpenAsAsync("amelia");
        await visit.GoAsync("/account");

        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visit.Page.Locator("main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Filters_Open_With_The_Keyboard_On_A_Narrow_Screen()
    {
        await using var visit = await portal.OpenAsAsync("amelia", Look.Usual with { Width = 360, HasScript = false });
        await visit.GoAsync("/repositories");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Filters" })).ToBeHiddenAsync();

        await visit.Page.Locator(".facets > summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Filters" })).ToBeVisibleAsync();
    }

    private static async Task TabToAsync(Visit visit, string name, bool isOurs = true, string key = "Tab")
    {
        for (var count = 0; count < MostTabs; count++)
        {
            await visit.Page.Keyboard.PressAsync(key);
            var (text, outline) = await FocusedAsync(visit);
            if (isOurs)
            {
                Assert.False(outline is "none" or "", $"One does not see that “{text}” has the focus.");
            }

            if (text.StartsWith(name, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"“{name}” is not reached with {key}.");
    }

    private static async Task<(string Text, string Outline)> FocusedAsync(Visit visit)
    {
        var focused = await visit.Page.EvaluateAsync<string[]>(
            "() => { const element = document.activeElement; return [(element.labels?.[0] ?? element).textContent.trim(), getComputedStyle(element).outlineStyle]; }");
        return (focused[0], focused[1]);
    }
}
