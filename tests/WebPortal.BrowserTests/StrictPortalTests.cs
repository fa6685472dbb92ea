using Microsoft.Playwright;
using WebPortal.BrowserTests.Pages;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests;

/// <summary>What people see of a portal that does not let everybody in, or that lacks a scope.</summary>
[Trait("Level", "Browser")]
public sealed class StrictPortalTests(StrictPortalFixture portal) : IClassFixture<StrictPortalFixture>
{
    [Fact]
    public async Task Somebody_From_Outside_Is_Told_Who_May_Come_In()
    {
        await using var visit = await portal.OpenAsync();
        await visit.GoAsync("/");
        await new FrontPage(visit.Page).SignInAsync();

        await new ConsentPage(visit.Page).AllowAsync("kofi");

        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("Only members of certain Bitbucket workspaces may sign in");
        await visit.AssertAccessibleAsync("not a member");
    }

    [Fact]
    public async Task A_Missing_Scope_Is_Named_With_What_It_Disables_And_How_To_Grant_It()
    {
        await using var visit = await portal.OpenAsAsync("amelia");

        await visit.GoAsync("/account");

        var connection = new AccountPage(visit.Page).Connection;
        await Assertions.Expect(connection).ToContainTextAsync("The portal is not told of changes");
        await Assertions.Expect(connection).ToContainTextAsync("an administrator must add it");
        await Assertions.Expect(connection.GetByRole(AriaRole.Button, new() { Name = "Reconnect" })).ToBeVisibleAsync();
        await visit.ShotAsync("account-missing-scope");
        await visit.AssertAccessibleAsync("missing scope");
    }
}
