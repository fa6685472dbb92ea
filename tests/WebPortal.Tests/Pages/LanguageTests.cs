using System.Globalization;
using System.Net;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Pages;

/// <summary>Which language a page is written in, and how somebody chooses another.</summary>
[Trait("Level", "Integration")]
public sealed class LanguageTests : IAsyncLifetime
{
    private const string Cookie = "__Host-webportal-language";

    private PortalApp _portal = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await PortalApp.StartAsync();

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Theory]
    [InlineData(null, null, "en")]
    [InlineData("de", null, "de")]
    [InlineData("de-AT,de;q=0.9,en;q=0.8", null, "de")]
    [InlineData("fr,de;q=0.5", null, "de")]
    [InlineData("fr", null, "en")]
    [InlineData("de;q=nonsense,,;", null, "en")]
    [InlineData("de", "en", "en")]
    [InlineData("en", "de", "de")]
    [InlineData("de", "klingon", "de")]
    [InlineData("de", "../../etc", "de")]
    public async Task The_Chosen_Language_Counts_First_Then_The_Browsers(string? accepted, string? chosen, string language)
    {
        using var answer = await AskAsync("/", accepted, chosen);
        var page = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(language, Assert.Single(answer.Content.Headers.ContentLanguage));
        Assert.Equal(language == "de" ? "Mit Bitbucket anmelden" : "Sign in with Bitbucket", page.QuerySelector(".sign-in button")!.TextContent);
        Assert.Equal(["English", "Deutsch"], page.QuerySelectorAll(".language").Select(button => button.TextContent));
        Assert.Equal(language, page.QuerySelector(".language[aria-current]")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task Choosing_A_Language_Comes_Back_To_The_Same_Page_And_Is_Remembered()
    {
        using var visitor = _portal.NewVisitor();
        await visitor.SignInAsync(Seeds.Person);

        using var chosen = await visitor.SubmitAsync("/account?notice=session-ended", "/language", ("language", "de"));

        Assert.Equal("/account?notice=session-ended", chosen.Headers.Location!.OriginalString);
        Assert.Equal("de", visitor.Cookies[Cookie]);
        var cookie = Assert.Single(visitor.SetCookies, line => line.StartsWith(Cookie, StringComparison.Ordinal));
        Assert.All(["secure", "httponly", "samesite=lax", "path=/", "max-age="], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        var account = await visitor.ReadPageAsync("/account");
        Assert.Equal("Konto · WebPortal", account.Title);
        Assert.Contains("Zuletzt benutzt", account.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/", "de", "/repositories", true)]
    [InlineData("//evil.example", "de", "/repositories", true)]
    [InlineData("/account", "klingon", "/account", false)]
    public async Task Nothing_But_A_Language_And_A_Local_Address_Is_Taken(string returnUrl, string language, string target, bool isKept)
    {
        using var visitor = _portal.NewVisitor();

        using var answer = await visitor.SubmitAsync("/", "/language", ("language", language), ("returnUrl", returnUrl));

        Assert.Equal(target, answer.Headers.Location!.OriginalString);
        Assert.Equal(isKept, visitor.Cookies.ContainsKey(Cookie));
    }

    [Fact]
    public async Task The_Page_Of_An_Error_Speaks_The_Language_Too_And_Leads_Back_To_What_Failed()
    {
        using var answer = await AskAsync("/admin/no%22such?secret=1", "de", null);
        var page = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("Hier ist nichts", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("/admin/no%22such", page.QuerySelector(".languages input[name=returnUrl]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_Programs_Read_Is_The_Same_In_Every_Language()
    {
        foreach (var address in new[] { "/health/live", "/health/ready", "/api/v1/me", "/css/base.css" })
        {
            using var german = await AskAsync(address, "de", "de");
            using var plain = await AskAsync(address, null, null);

            Assert.Empty(german.Content.Headers.ContentLanguage);
            Assert.Equal(WithoutTrace(await plain.Content.ReadAsStringAsync(Cancellation)), WithoutTrace(await german.Content.ReadAsStringAsync(Cancellation)));
        }

        Assert.Equal("en", CultureInfo.DefaultThreadCurrentCulture!.Name);
    }

    private static string WithoutTrace(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"traceId\":\"[^\"]*\"", "");

    private async Task<HttpResponseMessage> AskAsync(string address, string? accepted, string? chosen)
    {
        using var visitor = _portal.NewVisitor();
        if (chosen is not null)
        {
            visitor.Cookies[Cookie] = chosen;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accepted is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        }

        return await visitor.SendAsync(request);
    }
}
