using System.Collections.Concurrent;
using AngleSharp.Html.Dom;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>WB-03: 1,000 loads of every page that links lead to, as four kinds of people and in both languages.</summary>
[Trait("Level", "Integration")]
public sealed class CrawlTests : IAsyncLifetime
{
    private const int Loads = 1000;

    /// <summary>The lists have very many addresses that differ in a filter alone.</summary>
    private const int MostOfOnePath = 15;

    private static readonly string[] People = ["", Seeds.Person, Seeds.Auditor, Seeds.Administrator];

    private readonly ConcurrentQueue<string> _offences = [];
    private PortalApp _portal = null!;

    private static int Rounds => People.Length * 2;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await PortalApp.StartAsync();

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task No_Page_Has_Foreign_Parts_Or_Anything_Inline()
    {
        var pages = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await Parallel.ForAsync(0, Rounds, Cancellation, async (round, _) =>
        {
            using var visitor = _portal.NewVisitor();
            visitor.Cookies["__Host-webportal-language"] = round < People.Length ? "en" : "de";
            var person = People[round % People.Length];
            if (person.Length > 0)
            {
                await visitor.SignInAsync(person);
            }

            await WalkAsync(visitor, person, pages);
        });

        var loads = pages.Values.Sum();
        TestContext.Current.TestOutputHelper?.WriteLine($"{loads} loads of {pages.Count} different pages, {_offences.Count} offences");
        Assert.Equal([], _offences);
        Assert.Equal(Loads, loads);
        Assert.True(pages.Count > 50, $"The walk found only {pages.Count} pages.");
    }

    /// <summary>Follows every link within the portal, and begins again when all have been followed.</summary>
    private async Task WalkAsync(Visitor visitor, string person, ConcurrentDictionary<string, int> pages)
    {
        string[] doors = person.Length == 0 ? ["/", "/error", "/signin?reason=denied"] : ["/repositories", "/account", "/account/delete", "/admin/connections", "/admin/health", "/nowhere"];
        var (waiting, seen) = (new Queue<string>(doors), new HashSet<string>(doors, StringComparer.Ordinal));
        for (var load = 0; load < Loads / Rounds; load++)
        {
            if (!waiting.TryDequeue(out var address))
            {
                waiting = new Queue<string>(seen);
                address = waiting.Dequeue();
            }

            using var answer = await visitor.GetAsync(address);
            pages.AddOrUpdate(person + address, 1, (_, before) => before + 1);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            var page = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
            Judge(address, answer, page);
            foreach (var link in Links(page).Where(link => !seen.Contains(link) && seen.Count(other => PathOf(other) == PathOf(link)) < MostOfOnePath))
            {
                seen.Add(link);
                waiting.Enqueue(link);
            }
        }
    }

    private static IEnumerable<string> Links(IHtmlDocument page) => page.QuerySelectorAll("a[href]")
        .Select(link => link.GetAttribute("href")!).Where(address => address.StartsWith('/')).Select(address => address.Split('#')[0]);

    private static string PathOf(string address) => address.Split('?')[0];

    private void Judge(string address, HttpResponseMessage answer, IHtmlDocument page)
    {
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Note(policy.Contains("unsafe", StringComparison.Ordinal) || !policy.Contains("script-src 'self'; style-src 'self'", StringComparison.Ordinal), address, policy);
        foreach (var element in page.All)
        {
            Note(element.LocalName == "style" || (element.LocalName == "script" && (!element.HasAttribute("src") || element.TextContent.Length > 0)), address, $"inline <{element.LocalName}>");
            Note(element.Attributes.Any(attribute => attribute.Name == "style" || attribute.Name.StartsWith("on", StringComparison.Ordinal)), address, $"inline attribute of <{element.LocalName}>");
            Note(element.LocalName is "iframe" or "object" or "embed" or "base", address, $"<{element.LocalName}>");
            foreach (var name in new[] { "src", "srcset", "poster", "action", "formaction", "xlink:href" })
            {
                Note(element.GetAttribute(name) is { } target && !IsOwn(target), address, $"{name} {element.GetAttribute(name)}");
            }

            var href = element.GetAttribute("href");
            Note(element.LocalName == "link" && href is not null && !IsOwn(href), address, $"link to {href}");
            Note(element.LocalName == "a" && href is not null && !IsOwn(href) && !(Uri.TryCreate(href, UriKind.Absolute, out var there) && there.Scheme is "https" or "http" or "mailto"), address, $"anchor to {href}");
        }
    }

    private static bool IsOwn(string target) => target is ['/'] or ['/', not ('/' or '\\'), ..] or ['?' or '#', ..];

    private void Note(bool isOffence, string address, string what)
    {
        if (isOffence)
        {
            _offences.Enqueue($"{address}: {what}");
        }
    }
}
