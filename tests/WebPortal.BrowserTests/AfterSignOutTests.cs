using Microsoft.Playwright;
using WebPortal.BrowserTests.Pages;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests;

/// <summary>CK-08: what the next person at the same browser finds after somebody has signed out.</summary>
[Trait("Level", "Browser")]
[Collection(SharedPortal.Name)]
public sealed class AfterSignOutTests(PortalFixture portal)
{
    private const string Plant =
        """
        async () => {
          localStorage.setItem('planted', '1');
          sessionStorage.setItem('planted', '1');
          await (await caches.open('planted')).put('/planted', new Response('1'));
        }
        """;

    private const string Kept =
        "async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys(), ...(await indexedDB.databases()).map(base => base.name)]";

    [Fact]
    public async Task Going_Back_Shows_The_Sign_In_Page_And_Nothing_Is_Kept()
    {
        await using var visit = await portal.OpenAsync();
        List<string> kept = [];
        visit.Page.Response += (_, answer) =>
        {
            if (answer.Request.IsNavigationRequest && answer.Url.StartsWith(portal.Demo.Portal.AbsoluteUri, StringComparison.Ordinal)
                && !(answer.Headers.TryGetValue("cache-control", out var rule) && rule.Contains("no-store", StringComparison.Ordinal)))
            {
                kept.Add(answer.Url);
            }
        };
        await visit.SignInAsync("farid");
        await visit.GoAsync("/account");
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(Kept));
        await visit.Page.EvaluateAsync(Plant);
        Assert.NotEmpty(await visit.Page.EvaluateAsync<string[]>(Kept));

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(new FrontPage(visit.Page).Notice).ToContainTextAsync("You are signed out");
        await visit.Page.GoBackAsync();

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with Bitbucket" })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("Farid")).ToHaveCountAsync(0);
        Assert.Equal("/?returnUrl=%2Faccount", visit.Address);
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(Kept));
        Assert.DoesNotContain(await visit.Context.CookiesAsync(), cookie => cookie.Name.EndsWith("webportal-session", StringComparison.Ordinal) && cookie.Value.Length > 0);
        Assert.Equal([], kept);
    }
}
