using Microsoft.Playwright;

namespace WebPortal.BrowserTests.Pages;

/// <summary>The start page for somebody who is not signed in.</summary>
public sealed class FrontPage(IPage page)
{
    public ILocator Notice => page.Locator(".notice");

    public Task SignInAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Sign in with Bitbucket" }).ClickAsync();
}
