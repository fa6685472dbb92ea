using Microsoft.Playwright;
using WebPortal.BrowserTests.Pages;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests;

/// <summary>Ending a connection: by its owner, by an administrator, and at Bitbucket.</summary>
[Trait("Level", "Browser")]
[Collection(SharedPortal.Name)]
public sealed class ConnectionTests(PortalFixture portal)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Person_Disconnects_And_Is_Told_What_Is_Left(bool hasScript)
    {
        await using var visit = await portal.OpenAsync(Look.Usual with { HasScript = hasScript });
        await visit.SignInAsync("hana");
        await visit.GoAsync("/account");

        await new AccountPage(visit.Page).DisconnectAsync();

        await Assertions.Expect(new FrontPage(visit.Page).Notice).ToContainTextAsync("it stays valid there until");
        await Assertions.Expect(new FrontPage(visit.Page).Notice.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", new Uri(portal.Demo.Emulator, "/account/settings/app-authorizations/").AbsoluteUri);
        await visit.GoAsync("/repositories");
        Assert.StartsWith("/?returnUrl=", visit.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Administrator_Finds_And_Revokes_And_The_Person_Is_Signed_Out()
    {
        await using var person = await portal.OpenAsync();
        await person.SignInAsync("liora");
        await using var administrator = await portal.OpenAsAsync("amelia");
        var connections = new ConnectionsPage(administrator.Page);
        await administrator.GoAsync("/admin/connections");

        await connections.FindAsync("liora@northlight");
        await Assertions.Expect(connections.Rows).ToHaveCountAsync(1);
        await connections.OpenAsync("ליאורה כהן");
        await administrator.Page.WaitForURLAsync(address => !address.Contains('?', StringComparison.Ordinal));
        var connection = administrator.Address;
        await connections.RevokeAsync();
        await administrator.GoAsync(connection);

        await Assertions.Expect(administrator.Page.Locator(".notice")).ToContainTextAsync("Revoked by an administrator");
        await Assertions.Expect(administrator.Page.Locator(".notice")).ToContainTextAsync("stays valid at Bitbucket until");
        await Assertions.Expect(administrator.Page.GetByRole(AriaRole.Link, new() { Name = "Revoke…" })).ToHaveCountAsync(0);
        await person.GoAsync("/repositories");
        Assert.StartsWith("/?returnUrl=", person.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_A_Revocation_At_Bitbucket_One_Click_Reconnects()
    {
        await using var visit = await portal.OpenAsync();
        await visit.SignInAsync("iris");
        var list = new RepositoriesPage(visit.Page);
        await Assertions.Expect(list.Rows.First).ToBeVisibleAsync();
        await portal.Emulator.RevokeAsync("iris");

        await list.ReadAgainAsync();
        await visit.ReloadUntilVisibleAsync(list.Empty);
        await Assertions.Expect(list.Empty).ToContainTextAsync("Reconnect your Bitbucket account");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Reconnect" }).ClickAsync();
        await new ConsentPage(visit.Page).AllowAsync("iris");

        await visit.Page.WaitForURLAsync("**/repositories");
        await Assertions.Expect(list.Rows.First).ToBeVisibleAsync();
    }
}
