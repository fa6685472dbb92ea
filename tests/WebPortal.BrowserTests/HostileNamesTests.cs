using System.Text.Json;
using Microsoft.Playwright;
using WebPortal.BrowserTests.Pages;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests;

/// <summary>Text from outside stays text, whatever it is made of; a visit fails by itself on a dialog or a blocked script.</summary>
[Trait("Level", "Browser")]
[Collection(SharedPortal.Name)]
public sealed class HostileNamesTests(PortalFixture portal)
{
    [Fact]
    public async Task Three_Hundred_Polyglots_Are_Shown_As_What_They_Are()
    {
        await portal.Emulator.FailAsync(new { person = "juno", pathPrefix = "/2.0/repositories/atelier", status = 200, contentType = "application/json", body = Answer() });
        await using var visit = await portal.OpenAsync();
        await visit.SignInAsync("juno");

        await visit.GoAsync("/repositories?pageSize=1000&sort=name");

        Assert.InRange(Polyglots.All.Count, 300, 2_000);
        await Assertions.Expect(new RepositoriesPage(visit.Page).Rows).ToHaveCountAsync(Polyglots.All.Count);
        await AssertNothingWasInjectedAsync(visit);
        await portal.Emulator.HealAsync();
    }

    [Theory]
    [InlineData("/repositories/atelier?pageSize=100")]
    [InlineData("/repositories?pageSize=1000")]
    [InlineData("/account")]
    [InlineData("/admin/connections?person=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E")]
    [InlineData("/repositories?query=%3Cscript%3Ealert(1)%3C/script%3E&language=%22%3E%3Csvg/onload=alert(1)%3E")]
    [InlineData("/?notice=%3Cscript%3Ealert(1)%3C/script%3E")]
    public async Task Seeded_Names_And_Addresses_Inject_Nothing(string address)
    {
        await using var visit = await portal.OpenAsAsync("amelia");

        await visit.GoAsync(address);
        await visit.UntilReadAsync();

        await AssertNothingWasInjectedAsync(visit);
    }

    private static async Task AssertNothingWasInjectedAsync(Visit visit)
    {
        var injected = await visit.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('main *')].filter(element =>
                ['SCRIPT', 'IMG', 'IFRAME', 'OBJECT', 'EMBED', 'STYLE', 'LINK', 'META', 'BASE', 'VIDEO', 'AUDIO', 'MATH'].includes(element.tagName.toUpperCase())
                || [...element.attributes].some(attribute => attribute.name.startsWith('on') || attribute.name === 'style')
                || (element.tagName === 'svg' && !element.matches('svg.activity[role=img]'))
                || (element.hasAttribute('href') && !/^(\/|#keys$|https?:\/\/)/.test(element.getAttribute('href'))))
              .map(element => element.outerHTML.slice(0, 200))
            """);

        Assert.Empty(injected);
        Assert.Empty(visit.Offences);
    }

    private static string Answer() => JsonSerializer.Serialize(new
    {
        pagelen = 100,
        page = 1,
        size = Polyglots.All.Count,
        values = Polyglots.All.Select((text, index) => new
        {
            type = "repository",
            uuid = $"{{{Guid.NewGuid()}}}",
            slug = $"hostile-{index}",
            full_name = $"atelier/hostile-{index}",
            name = text,
            description = text,
            language = text,
            is_private = true,
            size = 1,
            project = new { key = text, name = text },
            workspace = new { slug = "atelier", name = text },
            links = new { html = new { href = text }, avatar = new { href = text }, clone = new[] { new { name = "https", href = text }, new { name = "ssh", href = text } } },
        }),
    });
}
