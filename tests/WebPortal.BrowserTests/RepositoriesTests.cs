using Microsoft.Playwright;
using WebPortal.BrowserTests.Pages;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests;

/// <summary>Finding repositories, with script and without.</summary>
[Trait("Level", "Browser")]
[Collection(SharedPortal.Name)]
public sealed class RepositoriesTests(PortalFixture portal)
{
    public static TheoryData<bool> Script => [true, false];

    [Theory]
    [MemberData(nameof(Script))]
    public async Task Words_And_Filters_Narrow_The_List_And_Can_Be_Taken_Away(bool hasScript)
    {
        await using var visit = await portal.OpenAsAsync("amelia", Look.Usual with { HasScript = hasScript });
        var list = new RepositoriesPage(visit.Page);
        await visit.GoAsync("/repositories");
        var all = await list.CountAsync();

        await list.SearchAsync("ferry");
        await Assertions.Expect(list.Chosen).ToContainTextAsync("ferry");
        var found = await list.CountAsync();
        await list.FilterAsync("rust");
        await Assertions.Expect(list.Chosen).ToContainTextAsync("rust");
        var narrowed = await list.CountAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Clear all" }).ClickAsync();

        Assert.InRange(found, 1, all - 1);
        Assert.InRange(narrowed, 1, found - 1);
        Assert.Equal(all, await list.CountAsync());
    }

    [Theory]
    [MemberData(nameof(Script))]
    public async Task The_Order_Can_Be_Chosen_And_Turned_Round(bool hasScript)
    {
        await using var visit = await portal.OpenAsAsync("amelia", Look.Usual with { HasScript = hasScript });
        var list = new RepositoriesPage(visit.Page);
        await visit.GoAsync("/repositories/northlight?pageSize=250");

        await list.SortAsync("Name");
        await Assertions.Expect(visit.Page.Locator("[aria-label=Order] [aria-current]")).ToContainTextAsync("ascending");
        var ascending = await list.Names.AllInnerTextsAsync();
        await list.SortAsync("Name");
        await Assertions.Expect(visit.Page.Locator("[aria-label=Order] [aria-current]")).ToContainTextAsync("descending");
        var descending = await list.Names.AllInnerTextsAsync();

        Assert.Equal(250, ascending.Count);
        Assert.NotEqual(ascending[0], descending[0]);
        Assert.Equal(ascending.Order(StringComparer.OrdinalIgnoreCase), ascending);
    }

    [Fact]
    public async Task Paging_Shows_Every_Repository_Exactly_Once()
    {
        await using var visit = await portal.OpenAsAsync("amelia");
        await visit.GoAsync("/repositories/northlight?pageSize=250&sort=name");
        List<string> seen = [];
        for (var number = 2; ; number++)
        {
            seen.AddRange(await CloneAddressesAsync(visit));
            var next = visit.Page.GetByRole(AriaRole.Link, new() { Name = "Next", Exact = true });
            if (await next.CountAsync() == 0)
            {
                break;
            }

            await next.ClickAsync();
            await visit.Page.WaitForURLAsync(address => address.Contains($"page={number}&", StringComparison.Ordinal));
        }

        Assert.Equal(1_240, seen.Count);
        Assert.Equal(1_240, seen.Distinct().Count());
    }

    [Fact]
    public async Task Another_Page_Size_Is_One_Click_Away()
    {
        await using var visit = await portal.OpenAsAsync("amelia");
        await visit.GoAsync("/repositories");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "25 on a page" }).ClickAsync();

        await Assertions.Expect(new RepositoriesPage(visit.Page).Rows).ToHaveCountAsync(25);
    }

    [Fact]
    public async Task A_Clone_Address_Is_Copied_With_One_Click()
    {
        await using var visit = await portal.OpenAsAsync("amelia");
        await visit.GoAsync("/repositories/northlight");
        var clone = new RepositoriesPage(visit.Page).Rows.First.Locator(".clone");

        await clone.Locator("summary").ClickAsync();
        var address = await clone.Locator("code").First.InnerTextAsync();
        await clone.GetByRole(AriaRole.Button).First.ClickAsync();

        await Assertions.Expect(clone.GetByRole(AriaRole.Button).First).ToHaveTextAsync("Copied");
        await visit.Page.GetByRole(AriaRole.Searchbox).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Control+V");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync(address);
    }

    [Fact]
    public async Task What_Cannot_Be_Read_Is_Named_And_Older_Data_Stays_With_Its_Age()
    {
        await using var visit = await portal.OpenAsync();
        await visit.SignInAsync("bogdan");
        var list = new RepositoriesPage(visit.Page);
        await Assertions.Expect(list.Completeness).ToContainTextAsync("ghost");
        await portal.Emulator.FailAsync(new { person = "bogdan", pathPrefix = "/2.0/repositories/vault", status = 503 });

        await list.ReadAgainAsync();
        await visit.ReloadUntilVisibleAsync(list.Completeness.GetByText("What you see of it was read"));

        await visit.ShotAsync("repositories-stale", whole: false);
        await visit.AssertAccessibleAsync("stale");
        await portal.Emulator.HealAsync();
    }

    [Fact]
    public async Task While_The_First_Reading_Goes_On_The_Page_Says_So()
    {
        await portal.Emulator.FailAsync(new { person = "greta", pathPrefix = "/2.0/user/workspaces", delay = "00:00:25", count = 1 });
        await using var visit = await portal.OpenAsync();

        await visit.SignInAsync("greta");

        await Assertions.Expect(new RepositoriesPage(visit.Page).Empty).ToContainTextAsync("Your repositories are being read");
        await visit.ShotAsync("repositories-still-reading");
        await Assertions.Expect(new RepositoriesPage(visit.Page).Rows.First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await portal.Emulator.HealAsync();
    }

    private static async Task<IReadOnlyList<string>> CloneAddressesAsync(Visit visit) =>
        await visit.Page.Locator(".clone div:first-child code").AllTextContentsAsync();
}
