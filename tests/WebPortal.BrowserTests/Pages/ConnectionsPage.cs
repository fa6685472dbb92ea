using Microsoft.Playwright;

namespace WebPortal.BrowserTests.Pages;

/// <summary>The administrator's list of everybody's connections.</summary>
public sealed class ConnectionsPage(IPage page)
{
    public ILocator Rows => page.Locator(".connections .row:not(.head)");

    public async Task FindAsync(string person)
    {
        await page.GetByRole(AriaRole.Searchbox).FillAsync(person);
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
    }

    public Task OpenAsync(string name) => page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();

    public ILocator Boxes => page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("^Choose the connection of") });

    public Task ChangeChosenAsync(string what) => page.GetByRole(AriaRole.Button, new() { Name = what }).ClickAsync();

    /// <summary>From the page of one connection, through the confirmation, to the account of the order.</summary>
    public async Task RevokeAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Revoke…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await page.WaitForURLAsync("**/admin/connections/runs/**");
    }
}
