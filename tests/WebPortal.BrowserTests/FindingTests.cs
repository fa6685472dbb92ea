using Microsoft.Playwright;
using WebPortal.BrowserTests.Pages;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests;

/// <summary>Finding as one types, with the keys alone, and again what one has marked.</summary>
[Trait("Level", "Browser")]
[Collection(SharedPortal.Name)]
public sealed class FindingTests(PortalFixture portal)
{
    [Fact]
    public async Task Results_Follow_The_Typing_And_Forgive_Mistakes_Without_A_New_Page()
    {
        await using var visit = await portal.OpenAsAsync("chidi");
        var list = new RepositoriesPage(visit.Page);
        await visit.GoAsync("/repositories");
        await visit.Page.EvaluateAsync("window.isSamePage = true");

        await visit.Page.Keyboard.PressAsync("/");
        await visit.Page.Keyboard.TypeAsync("invetnory chrats");

        await Assertions.Expect(list.Names.First).ToHaveTextAsync("Inventory charts");
        await Assertions.Expect(visit.Page.Locator("[data-say]")).ToContainTextAsync("1 repository");
        await visit.Page.WaitForURLAsync("**query=invetnory*");
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.isSamePage === true"));
        await visit.Page.ReloadAsync();
        await Assertions.Expect(list.Names.First).ToHaveTextAsync("Inventory charts");
    }

    [Fact]
    public async Task The_Keys_Lead_Through_The_List_Copy_Mark_And_Open()
    {
        await using var visit = await portal.OpenAsAsync("liora");
        var list = new RepositoriesPage(visit.Page);
        await visit.GoAsync("/repositories/northlight?sort=name");
        var keys = visit.Page.Keyboard;
        await keys.PressAsync("/");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("j");
        await Assertions.Expect(list.Rows.Nth(1).Locator("h2 a")).ToBeFocusedAsync();

        await keys.PressAsync("c");
        await Assertions.Expect(visit.Page.Locator("[data-say]")).ToContainTextAsync((await list.Rows.Nth(1).GetAttributeAsync("data-https"))!);
        await keys.PressAsync("s");
        await Assertions.Expect(list.Rows.Nth(1).Locator(".star")).ToHaveAttributeAsync("aria-pressed", "true");
        var name = await list.Names.Nth(1).InnerTextAsync();
        await keys.PressAsync("Enter");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(name);
        await visit.GoAsync("/repositories");
        await Assertions.Expect(visit.Page.Locator(".marked").First).ToContainTextAsync(name);
    }

    [Fact]
    public async Task Help_Tells_The_Keys_And_Switches_Them_Off()
    {
        await using var visit = await portal.OpenAsAsync("chidi");
        var list = new RepositoriesPage(visit.Page);
        await visit.GoAsync("/repositories");
        var help = visit.Page.GetByRole(AriaRole.Dialog);

        await visit.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(help).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync("help");
        await visit.ShotAsync("repositories-keys", whole: false);
        await help.GetByRole(AriaRole.Checkbox).UncheckAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(help).ToBeHiddenAsync();
        await visit.Page.ReloadAsync();
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("/");
        await visit.Page.Keyboard.PressAsync("?");

        await Assertions.Expect(help).ToBeHiddenAsync();
        await Assertions.Expect(list.Rows.Locator(":focus")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Searchbox)).Not.ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Favourite_Comes_First_Until_It_Is_Taken_Away(bool hasScript)
    {
        await using var visit = await portal.OpenAsAsync("farid", Look.Usual with { HasScript = hasScript });
        var list = new RepositoriesPage(visit.Page);
        await visit.GoAsync("/repositories?sort=name");
        var name = await list.Names.Nth(2).InnerTextAsync();

        await list.Rows.Nth(2).Locator(".star").ClickAsync();
        await Assertions.Expect(list.Rows.Filter(new() { HasText = name }).First.Locator(".star")).ToHaveAttributeAsync("aria-pressed", "true");
        await visit.GoAsync("/repositories");
        await Assertions.Expect(visit.Page.Locator(".marked").First).ToContainTextAsync(name);
        await visit.GoAsync("/repositories?favourites=true");
        await list.Rows.First.Locator(".star").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".star[aria-pressed=true]")).ToHaveCountAsync(0);
        await visit.GoAsync("/repositories");

        await Assertions.Expect(visit.Page.Locator(".star[aria-pressed=true]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_Reached_Limit_Is_Named_With_The_Time_Of_The_Next_Try()
    {
        await using var visit = await portal.OpenAsAsync("farid");
        var list = new RepositoriesPage(visit.Page);
        await visit.GoAsync("/repositories");
        await Assertions.Expect(list.Rows.First).ToBeVisibleAsync();
        await portal.Emulator.FailAsync(new { person = "farid", pathPrefix = "/2.0/", status = 429, retryAfter = "90" });

        await list.ReadAgainAsync();
        await visit.ReloadUntilVisibleAsync(list.Completeness.GetByText("limit"));

        await visit.AssertAccessibleAsync("rate-limited");
        await visit.ShotAsync("repositories-rate-limited");
        await portal.Emulator.HealAsync();
    }
}
