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

    /// <summary>From the page of a connection to that of the order, by way of its confirmation.</summary>
    public async Task RevokeAsync(bool spends = false)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Revoke…" }).ClickAsync();
        if (spends)
        {
            await page.GetByLabel("Spend the refresh token").CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke 1 connection" }).ClickAsync();
        await page.WaitForURLAsync("**/admin/connections/runs/**");
    }

    public async Task SuspendAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Suspend…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Suspend 1 connection" }).ClickAsync();
        await page.WaitForURLAsync("**/admin/connections/runs/**");
    }

    /// <summary>From the page of an order to the first connection of it.</summary>
    public async Task OpenFirstOfOrderAsync()
    {
        await page.Locator(".items a").First.ClickAsync();
        await page.WaitForURLAsync(address => !address.Contains("/runs/", StringComparison.Ordinal));
    }
}
