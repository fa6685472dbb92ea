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

    public async Task RevokeAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Revoke…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
    }
}
