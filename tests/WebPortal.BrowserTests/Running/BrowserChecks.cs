using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace WebPortal.BrowserTests.Running;

/// <summary>What holds for every page, whatever it shows.</summary>
public static class BrowserChecks
{
    /// <summary>No finding at all, not only no serious one.</summary>
    public static async Task AssertAccessibleAsync(this Visit visit, string name)
    {
        var result = await visit.Page.RunAxe();

        Assert.True(result.Violations.Length == 0, $"{name} ({visit.Look}): {string.Join(Environment.NewLine, result.Violations.Select(Describe))}");
    }

    public static async Task AssertFitsAsync(this Visit visit, string name)
    {
        var wide = await visit.Page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= innerWidth ? []
              : [...document.querySelectorAll('body *')].filter(element => element.getBoundingClientRect().right > innerWidth + 1)
                  .map(element => `${element.tagName}.${element.className}`).slice(0, 5)
            """);

        Assert.True(wide.Length == 0, $"{name} ({visit.Look}) is wider than the screen: {string.Join(", ", wide)}");
    }

    /// <summary>Loads a page again until it shows what is waited for; what happens on the server cannot be waited for in the browser.</summary>
    public static async Task ReloadUntilVisibleAsync(this Visit visit, ILocator wanted)
    {
        var deadline = DateTime.UtcNow.AddSeconds(45);
        while (!await wanted.IsVisibleAsync())
        {
            Assert.True(DateTime.UtcNow < deadline, $"{wanted} did not appear on {visit.Address}.");
            await visit.Page.ReloadAsync();
        }
    }

    private static string Describe(AxeResultItem finding) =>
        $"{finding.Impact} {finding.Id}: {finding.Help} at {string.Join("; ", finding.Nodes.Take(3).Select(node => node.Html))}";
}
