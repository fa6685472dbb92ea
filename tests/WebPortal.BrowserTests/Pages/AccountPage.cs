using Microsoft.Playwright;

namespace WebPortal.BrowserTests.Pages;

/// <summary>The person's own account page and the pages behind it.</summary>
public sealed class AccountPage(IPage page)
{
    public ILocator Connection => page.Locator(".connection");

    public ILocator Sessions => page.Locator(".session");

    public Task EndOtherSessionAsync() => page.GetByRole(AriaRole.Button, new() { Name = "End the session" }).First.ClickAsync();

    public async Task DisconnectAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Disconnect…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
    }
}
