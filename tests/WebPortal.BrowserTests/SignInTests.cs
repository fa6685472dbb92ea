using Microsoft.Playwright;
using WebPortal.BrowserTests.Pages;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests;

/// <summary>Coming in and going out, the way a person does it.</summary>
[Trait("Level", "Browser")]
[Collection(SharedPortal.Name)]
public sealed class SignInTests(PortalFixture portal)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Person_Signs_In_By_Clicking_And_Sees_All_Repositories(bool hasScript)
    {
        await using var visit = await portal.OpenAsync(Look.Usual with { HasScript = hasScript });

        await visit.SignInAsync("amelia");
        await visit.UntilReadAsync();

        Assert.InRange(await new RepositoriesPage(visit.Page).CountAsync(), 1_241, 10_000);
        Assert.Equal("/repositories", visit.Address);
    }

    [Fact]
    public async Task After_Signing_In_The_Page_Asked_For_Is_Shown()
    {
        await using var visit = await portal.OpenAsync();
        await visit.GoAsync("/account");

        await new FrontPage(visit.Page).SignInAsync();
        await new ConsentPage(visit.Page).AllowAsync("farid");

        await visit.Page.WaitForURLAsync("**/account");
    }

    [Fact]
    public async Task A_Foreign_Return_Address_Leads_Home()
    {
        await using var visit = await portal.OpenAsync();
        await visit.GoAsync("/?returnUrl=https://evil.example/");

        await new FrontPage(visit.Page).SignInAsync();
        await new ConsentPage(visit.Page).AllowAsync("farid");

        await visit.Page.WaitForURLAsync("**/repositories");
    }

    [Fact]
    public async Task Refusing_Consent_Ends_On_A_Page_That_Explains_It()
    {
        await using var visit = await portal.OpenAsync();
        await visit.GoAsync("/");
        await new FrontPage(visit.Page).SignInAsync();

        await new ConsentPage(visit.Page).DenyAsync("farid");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "You did not give your consent" })).ToBeVisibleAsync();
        Assert.Equal("/signin?reason=denied", visit.Address);
    }

    [Fact]
    public async Task Signing_Out_Ends_The_Session_And_Going_Back_Shows_Nothing()
    {
        await using var visit = await portal.OpenAsync();
        await visit.SignInAsync("farid");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Assertions.Expect(new FrontPage(visit.Page).Notice).ToContainTextAsync("You are signed out");
        await visit.GoAsync("/repositories");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with Bitbucket" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_Session_Can_Be_Ended_From_Another_Browser()
    {
        await using var first = await portal.OpenAsync();
        await first.SignInAsync("elif");
        await using var second = await portal.OpenAsync();
        await second.SignInAsync("elif");
        await second.GoAsync("/account");
        await Assertions.Expect(new AccountPage(second.Page).Sessions).ToHaveCountAsync(2);

        await new AccountPage(second.Page).EndOtherSessionAsync();

        await Assertions.Expect(second.Page.Locator(".notice")).ToContainTextAsync("The session is ended");
        await first.GoAsync("/account");
        Assert.Equal("/?returnUrl=%2Faccount", first.Address);
    }
}
