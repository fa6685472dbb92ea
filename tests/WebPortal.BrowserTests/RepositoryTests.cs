using Microsoft.Playwright;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests;

/// <summary>The page of one repository in a browser; a visit fails by itself on a dialog, a blocked script or a request elsewhere.</summary>
[Trait("Level", "Browser")]
[Collection(SharedPortal.Name)]
public sealed class RepositoryTests(PortalFixture portal)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_Shows_Its_Sections_And_Leads_Back_To_The_List(bool hasScript)
    {
        await using var visit = await portal.OpenAsAsync("amelia", Look.Usual with { HasScript = hasScript });
        await visit.GoAsync("/repositories/northlight/payments-gw");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Payments Gateway");
        await Assertions.Expect(visit.Page.Locator(".commits li").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(".refs li").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(".clone-box .copy")).ToHaveCountAsync(hasScript ? 2 : 0);
        await visit.Page.Locator(".path a").Last.ClickAsync();

        await visit.Page.WaitForURLAsync("**/repositories/northlight");
    }

    [Fact]
    public async Task Hostile_Readmes_Run_Nothing_And_Load_Nothing()
    {
        await using var visit = await portal.OpenAsAsync("amelia");
        foreach (var slug in new[] { "script-tag", "img-onerror", "attribute", "markdown" })
        {
            Assert.Equal(200, await visit.GoAsync($"/repositories/atelier/{slug}"));
            Assert.Equal(0, await visit.Page.Locator("main script, main img, main svg, main iframe, main [style]").CountAsync());
        }

        Assert.Empty(visit.Offences);
    }
}
