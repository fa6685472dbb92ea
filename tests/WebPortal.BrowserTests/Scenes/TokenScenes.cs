using Microsoft.Playwright;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests.Scenes;

/// <summary>Portal tokens: one is made in the browser, and then the pages about it.</summary>
internal static class TokenScenes
{
    /// <summary>Makes one; the page that shows it comes only once, so it is looked at here.</summary>
    public static async Task MakeAsync(Visit visit)
    {
        await visit.GoAsync("/account/tokens/new");
        await visit.Page.GetByLabel("Name").FillAsync("Nightly report");
        await visit.Page.GetByLabel("Repositories", new() { Exact = true }).FillAsync("northlight/web-*\nnorthlight/project:PAY\natelier");
        await visit.Page.GetByLabel("Only from").FillAsync("2001:db8::/32");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".token-value code")).ToContainTextAsync("wpt_");
        await visit.AssertAccessibleAsync("token-made");
    }

    public static IEnumerable<Scene> All()
    {
        yield return new("token-new", "amelia", "/account/tokens/new", 200, "everything your connection opens");
        yield return new("tokens", "amelia", "/admin/tokens", 200, "Nightly report");
        yield return new("de-token-new", "amelia", "/account/tokens/new", 200, "alles, was Ihre Verbindung öffnet", "de");
    }
}
