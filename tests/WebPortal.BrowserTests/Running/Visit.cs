using Microsoft.Playwright;
using WebPortal.BrowserTests.Pages;

namespace WebPortal.BrowserTests.Running;

/// <summary>One browser profile with one tab. It notes whatever must never happen, and fails the test at its end if something did.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly PortalFixture fixture;
    private readonly List<string> offences = [];

    private Visit(PortalFixture fixture, IBrowserContext context, IPage page, Look look)
    {
        this.fixture = fixture;
        (Context, Page, Look) = (context, page, look);
        page.Console += (_, message) => Note(message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal), $"console: {message.Text}");
        page.Console += (_, message) => Note(message.Text.StartsWith("blocked by policy:", StringComparison.Ordinal), message.Text);
        page.PageError += (_, error) => Note(true, $"script error: {error}");
        page.Dialog += (_, dialog) => Note(true, $"dialog: {dialog.Message}");
        page.Request += (_, request) => Note(!IsExpected(request), $"request to {request.Url} from {page.Url}");
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public Look Look { get; }

    public IReadOnlyList<string> Offences => offences;

    public string Address => new Uri(Page.Url).PathAndQuery;

    public static async Task<Visit> StartAsync(IBrowser browser, PortalFixture fixture, Look look, string? storageState)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = fixture.Demo.Portal.AbsoluteUri,
            ViewportSize = new() { Width = look.Width, Height = 900 },
            ColorScheme = look.Scheme,
            JavaScriptEnabled = look.HasScript,
            StorageState = storageState,
            Permissions = look.HasScript ? ["clipboard-write"] : [],
        });
        await context.Tracing.StartAsync(new() { Snapshots = look.HasTrace });
        await context.AddInitScriptAsync("addEventListener('securitypolicyviolation', event => console.log('blocked by policy: ' + event.violatedDirective + ' ' + event.blockedURI))");
        return new Visit(fixture, context, await context.NewPageAsync(), look);
    }

    /// <returns>The status of the answer.</returns>
    public async Task<int> GoAsync(string address) =>
        (await Page.GotoAsync(address))?.Status ?? await Page.EvaluateAsync<int>("performance.getEntriesByType('navigation')[0].responseStatus");

    /// <summary>Through the front page and Bitbucket's consent page, by clicking.</summary>
    public async Task SignInAsync(string person)
    {
        await GoAsync("/");
        await new FrontPage(Page).SignInAsync();
        await new ConsentPage(Page).AllowAsync(person);
        await Page.WaitForURLAsync("**/repositories", new() { WaitUntil = WaitUntilState.Commit });
    }

    /// <summary>Until the first reading of the repositories is done; on a busy machine the page comes sooner and says so.</summary>
    public async Task UntilReadAsync()
    {
        const int mostReloads = 20;
        for (var reloads = 0; reloads < mostReloads && await IsBeingReadAsync(); reloads++)
        {
            try
            {
                await Page.ReloadAsync();
            }
            catch (PlaywrightException)
            {
                // The page's own look again came in between.
            }
        }
    }

    private async Task<bool> IsBeingReadAsync()
    {
        try
        {
            return await Page.Locator("[data-reading]:not([data-reading=over])").CountAsync() > 0;
        }
        catch (PlaywrightException)
        {
            return true;
        }
    }

    /// <summary>A page that is still reading looks again by itself, also in the middle of being measured; here it stands still.</summary>
    public Task StandStillAsync() => Context.RouteAsync(
        address => address.Contains("/js/reading", StringComparison.Ordinal),
        route => route.FulfillAsync(new() { Status = 200, ContentType = "text/javascript", Body = "" }));

    public async Task<string> ShotAsync(string name, bool whole = true)
    {
        var path = Path.Combine(Artifacts.Folder("screenshots"), $"{name}-{Look}.png");
        await Page.ScreenshotAsync(new() { Path = path, FullPage = whole });
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        var hasFailed = TestContext.Current.TestState?.Result == TestResult.Failed || offences.Count > 0 || TestContext.Current.TestStatus == TestEngineStatus.CleaningUp;
        if (hasFailed)
        {
            await KeepEvidenceAsync();
        }

        await Context.CloseAsync();
        Assert.Empty(offences);
    }

    /// <summary>What somebody needs to understand a failure later.</summary>
    public async Task KeepEvidenceAsync()
    {
        var folder = Artifacts.Folder(Path.Combine("failures", Artifacts.FileName(TestContext.Current.Test?.TestDisplayName ?? "fixture")));
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "screenshot.png"), FullPage = true });
        await Context.Tracing.StopAsync(new() { Path = Path.Combine(folder, "trace.zip") });
        await File.WriteAllTextAsync(Path.Combine(folder, "server.log"), fixture.Demo.Output);
    }

    private void Note(bool isOffence, string what)
    {
        if (isOffence)
        {
            offences.Add(what);
        }
    }

    /// <summary>The portal loads nothing from elsewhere; only whole pages of Bitbucket are opened, which load their own parts.</summary>
    private bool IsExpected(IRequest request)
    {
        var origin = new Uri(request.Url).GetLeftPart(UriPartial.Authority);
        var (portal, emulator) = (Origin(fixture.Demo.Portal), Origin(fixture.Demo.Emulator));
        return request.Url.StartsWith("data:", StringComparison.Ordinal)
            || (request.IsNavigationRequest ? origin == portal || origin == emulator : request.Frame.Url.StartsWith(origin + "/", StringComparison.Ordinal));
    }

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
