using System.Net;
using AngleSharp.Html.Parser;
using BitbucketEmulator.Control;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>Statements 1 to 8 of the facts: the authorize address.</summary>
[Trait("Level", "Integration")]
public sealed class AuthorizeStatementTests : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorFixture emulator;

    public AuthorizeStatementTests(EmulatorFixture emulator)
    {
        this.emulator = emulator;
        emulator.Host.Reset();
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a+b c/d?e=f&g#h%2B\u00FC")]
    public async Task Statement_01_Approval_Redirects_302_With_Code_And_The_Unchanged_State(string state)
    {
        using var answer = await emulator.AuthorizeAsync(("state", state), ("emulator_user", "amelia"), ("emulator_decision", "approve"));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.StartsWith(EmulatorFixture.Callback + "?code=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(state, EmulatorFixture.QueryOf(answer.Headers.Location)["state"]);
    }

    [Fact]
    public async Task Statement_01_Without_A_State_None_Is_Added()
    {
        using var answer = await emulator.AuthorizeAsync(("emulator_user", "amelia"), ("emulator_decision", "approve"));

        Assert.Equal(["code"], EmulatorFixture.QueryOf(answer.Headers.Location!).Keys);
    }

    [Fact]
    public async Task Statement_01_The_Form_Shows_People_And_Scopes_And_Its_Buttons_Redirect()
    {
        using var page = await emulator.AuthorizeAsync(("state", "s"));
        var html = await new HtmlParser().ParseDocumentAsync(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var form = html.QuerySelector("form")!;

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(emulator.Host.World.People.Count, html.QuerySelectorAll("input[type=radio][name=emulator_user]").Length);
        Assert.Equal(["account", "email", "repository", "pullrequest"], html.QuerySelectorAll(".scopes code").Select(scope => scope.TextContent));

        using var approved = await emulator.Http.PostAsync(
            new Uri(emulator.Host.WebAddress, form.GetAttribute("action")),
            new FormUrlEncodedContent([new("emulator_user", "bogdan"), new("emulator_decision", "approve")]),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Found, approved.StatusCode);
        var tokens = await emulator.ExchangeAsync(EmulatorFixture.QueryOf(approved.Headers.Location!)["code"]);
        Assert.Equal("bogdan", (await emulator.ApiAsync("user", tokens.Text("access_token"))).Text("username"));
    }

    [Fact]
    public async Task Statement_01_Consent_Given_Before_Goes_Straight_Back_Unless_The_Switch_Asks_Again()
    {
        using var first = await emulator.AuthorizeAsync(("emulator_user", "amelia"), ("emulator_decision", "approve"));
        var cookie = first.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        Assert.Equal(HttpStatusCode.Found, await AgainAsync());
        Assert.Equal(HttpStatusCode.OK, await AgainAsync(("emulator_choose", "1")));
        emulator.Host.Settings = emulator.Host.Settings with { AlwaysAskConsent = true };
        Assert.Equal(HttpStatusCode.OK, await AgainAsync());

        async Task<HttpStatusCode> AgainAsync(params (string, string?)[] more)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, emulator.AuthorizeAddress(more));
            request.Headers.Add("Cookie", cookie);
            return (await emulator.SendAsync(request)).Status;
        }
    }

    [Fact]
    public async Task Statement_02_An_Unknown_Client_Gets_A_Page_And_No_Location()
    {
        using var answer = await emulator.AuthorizeAsync(("client_id", "nobody"), ("redirect_uri", "http://evil.example/"));

        await AssertRefusedAsync(answer, "Invalid client_id");
    }

    [Theory]
    [InlineData("http://evil.example/signin-bitbucket")]
    [InlineData("http://localhost:5080/signin-bitbucket/more")]
    [InlineData("http://localhost:5081/signin-bitbucket")]
    [InlineData("http://localhost:5080/Signin-Bitbucket")]
    [InlineData("")]
    public async Task Statement_02_A_Redirect_Uri_That_Does_Not_Match_Gets_A_Page_And_No_Location(string redirectUri)
    {
        using var answer = await emulator.AuthorizeAsync(("redirect_uri", redirectUri), ("emulator_user", "amelia"), ("emulator_decision", "approve"));

        await AssertRefusedAsync(answer, "Invalid redirect_uri");
    }

    [Fact]
    public async Task Statement_03_A_Missing_Redirect_Uri_Uses_The_Registered_Callback()
    {
        Assert.NotEmpty(await emulator.CodeAsync());
        Assert.NotEmpty(await emulator.CodeAsync("amelia", ("redirect_uri", EmulatorFixture.Callback)));
    }

    [Theory]
    [InlineData("http://localhost:5080/signin-bitbucket/more?x=1", true)]
    [InlineData("http://localhost:5080.evil.example/signin-bitbucket", false)]
    [InlineData("http://localhost:5080/", false)]
    public async Task Statement_03_The_Switch_For_Prefixes_Accepts_A_Suffix_And_Nothing_Else(string redirectUri, bool accepted)
    {
        emulator.Host.Settings = emulator.Host.Settings with { RedirectMatch = RedirectMatch.Prefix };

        using var answer = await emulator.AuthorizeAsync(("redirect_uri", redirectUri), ("emulator_user", "amelia"), ("emulator_decision", "approve"));

        Assert.Equal(accepted, answer.StatusCode == HttpStatusCode.Found);
        Assert.Equal(accepted, answer.Headers.Location?.OriginalString.StartsWith(redirectUri + "&code=", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("code token")]
    [InlineData(null)]
    public async Task Statement_04_Any_Response_Type_But_Code_Is_Refused(string? responseType)
    {
        using var answer = await emulator.AuthorizeAsync(("response_type", responseType), ("emulator_user", "amelia"), ("emulator_decision", "approve"));

        await AssertRefusedAsync(answer, "Unsupported response_type");
    }

    [Fact]
    public async Task Statement_05_Empty_Scope_And_Unknown_Parameters_And_Pkce_Change_Nothing()
    {
        var code = await emulator.CodeAsync("amelia", ("scope", ""), ("code_challenge", "x"), ("code_challenge_method", "S256"), ("whatever", "1"));

        var tokens = await emulator.ExchangeAsync(code, ("code_verifier", "wrong"));

        Assert.Equal(HttpStatusCode.OK, tokens.Status);
        Assert.Equal("account email repository pullrequest", tokens.Text("scope"));
    }

    [Theory]
    [InlineData("s t+a", new[] { "error", "state" })]
    [InlineData(null, new[] { "error" })]
    public async Task Statement_06_Deny_Redirects_With_Access_Denied_And_State_And_No_Code(string? state, string[] keys)
    {
        using var answer = await emulator.AuthorizeAsync(("state", state), ("emulator_user", "amelia"), ("emulator_decision", "deny"));

        var query = EmulatorFixture.QueryOf(answer.Headers.Location!);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(keys, query.Keys);
        Assert.Equal("access_denied", query["error"]);
        Assert.Equal(state, query.GetValueOrDefault("state"));
    }

    [Theory]
    [InlineData(false, "account", "account email repository pullrequest")]
    [InlineData(true, "account", "account")]
    [InlineData(true, "account repository:admin wiki", "account")]
    [InlineData(true, "", "account email repository pullrequest")]
    public async Task Statement_07_The_Clients_Scopes_Are_Granted_Unless_The_Switch_Narrows(bool narrow, string wanted, string granted)
    {
        emulator.Host.Settings = emulator.Host.Settings with { NarrowScope = narrow };

        var tokens = await emulator.ExchangeAsync(await emulator.CodeAsync("amelia", ("scope", wanted)));

        Assert.Equal(granted, tokens.Text("scope"));
    }

    [Fact]
    public async Task Statement_08_A_Code_Works_Once_Only_For_Its_Client_And_For_Ten_Minutes()
    {
        var once = await emulator.CodeAsync();
        Assert.Equal("invalid_grant", (await emulator.TokenFromAsync(("other-client", "other-secret"), ("grant_type", "authorization_code"), ("code", once))).Error);
        Assert.Equal(HttpStatusCode.OK, (await emulator.ExchangeAsync(once)).Status);
        await AssertInvalidAsync(once);

        var late = await emulator.CodeAsync();
        emulator.Host.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        await AssertInvalidAsync(late);
    }

    [Fact]
    public async Task Statement_08_The_Switch_Shortens_A_Codes_Life()
    {
        emulator.Host.Settings = emulator.Host.Settings with { CodeLifetime = TimeSpan.FromSeconds(30) };
        var code = await emulator.CodeAsync();
        emulator.Host.Clock.Advance(TimeSpan.FromSeconds(31));

        await AssertInvalidAsync(code);
    }

    private async Task AssertInvalidAsync(string code)
    {
        var answer = await emulator.ExchangeAsync(code);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("invalid_grant", answer.Error);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, string heading)
    {
        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.Null(answer.Headers.Location);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        var html = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(heading, html.QuerySelector("h1")!.TextContent);
    }
}
