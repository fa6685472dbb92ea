using Microsoft.Playwright;
using WebPortal.BrowserTests.Pages;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests;

/// <summary>An administrator filters the connections, walks through them and chooses many, with script and without.</summary>
[Trait("Level", "Browser")]
[Collection(SharedPortal.Name)]
public sealed class ChoosingTests(PortalFixture portal)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Those_That_Are_Chosen_Are_Confirmed_By_Number(bool hasScript)
    {
        await SignInAsync("bogdan", "kofi");
        await using var visit = await portal.OpenAsAsync("amelia", Look.Usual with { HasScript = hasScript });
        await visit.GoAsync("/admin/connections?sort=person");
        var connections = new ConnectionsPage(visit.Page);

        await connections.Boxes.Nth(0).CheckAsync();
        await connections.Boxes.Nth(1).CheckAsync();
        await visit.ShotAsync("connections-chosen");
        await connections.ChangeChosenAsync("Resume…");

        await visit.Page.WaitForURLAsync("**/admin/connections/change?**");
        Assert.Equal(2, visit.Address.Split("id=").Length - 1);
    }

    [Fact]
    public async Task One_Box_Chooses_All_Of_The_Page_And_Says_How_Many()
    {
        await SignInAsync("bogdan", "kofi");
        await using var visit = await portal.OpenAsAsync("amelia");
        await visit.GoAsync("/admin/connections");
        var connections = new ConnectionsPage(visit.Page);
        var count = await connections.Boxes.CountAsync();
        var all = visit.Page.GetByLabel("All on this page");
        await Assertions.Expect(visit.Page.Locator("[data-chosen]")).ToHaveTextAsync("None chosen");

        await all.CheckAsync();

        await Assertions.Expect(visit.Page.Locator("[data-chosen]")).ToHaveTextAsync($"{count} chosen");
        await Assertions.Expect(connections.Boxes.First).ToBeCheckedAsync();
        await connections.Boxes.First.UncheckAsync();
        await Assertions.Expect(all).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task With_None_Chosen_Nothing_Is_Sent()
    {
        await SignInAsync("bogdan");
        await using var visit = await portal.OpenAsAsync("amelia");
        await visit.GoAsync("/admin/connections");
        var connections = new ConnectionsPage(visit.Page);

        await connections.ChangeChosenAsync("Suspend…");

        await Assertions.Expect(connections.Boxes.First).ToBeFocusedAsync();
        Assert.Equal("/admin/connections", visit.Address);
    }

    [Fact]
    public async Task Filters_Fold_On_A_Telephone_And_Find_What_They_Say()
    {
        await SignInAsync("bogdan", "kofi");
        await using var visit = await portal.OpenAsAsync("amelia", Look.Usual with { Width = 360, HasScript = false });
        await visit.GoAsync("/admin/connections");
        await Assertions.Expect(visit.Page.GetByLabel("Workspace", new() { Exact = true })).ToBeHiddenAsync();

        await visit.Page.GetByText("Filters", new() { Exact = true }).ClickAsync();
        await visit.Page.GetByLabel("Person").FillAsync("bogdan");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();

        await Assertions.Expect(new ConnectionsPage(visit.Page).Rows).ToHaveCountAsync(1);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Remove: Person bogdan" }).ClickAsync();
        await Assertions.Expect(new ConnectionsPage(visit.Page).Rows.Nth(1)).ToBeVisibleAsync();
    }

    private async Task SignInAsync(params string[] people)
    {
        foreach (var person in people)
        {
            await using var visit = await portal.OpenAsAsync(person);
        }
    }
}
