using System.Globalization;
using Microsoft.Playwright;

namespace WebPortal.BrowserTests.Pages;

/// <summary>The browser of repositories.</summary>
public sealed class RepositoriesPage(IPage page)
{
    public ILocator Rows => page.Locator(".repository");

    public ILocator Names => page.Locator(".repository h2 bdi");

    public ILocator Completeness => page.GetByRole(AriaRole.Region, new() { Name = "Completeness" });

    public ILocator Empty => page.Locator(".empty");

    public ILocator Chosen => page.GetByRole(AriaRole.List, new() { Name = "Chosen filters" });

    /// <summary>How many repositories match, as the page says it.</summary>
    public async Task<int> CountAsync() =>
        int.Parse((await page.Locator(".results-head .count").InnerTextAsync()).Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    public async Task SearchAsync(string words)
    {
        await page.GetByRole(AriaRole.Searchbox).FillAsync(words);
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
    }

    public Task FilterAsync(string label) => page.GetByRole(AriaRole.Navigation, new() { Name = "Filters" }).GetByRole(AriaRole.Link, new() { Name = label }).First.ClickAsync();

    public Task SortAsync(string label) => page.GetByRole(AriaRole.Navigation, new() { Name = "Order" }).GetByRole(AriaRole.Link, new() { Name = label }).ClickAsync();

    public Task ReadAgainAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Read again" }).ClickAsync();
}
