using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>Statements 9 to 14 and 19 of the facts: the token endpoint.</summary>
[Trait("Level", "Integration")]
public sealed class TokenStatementTests : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorFixture emulator;

    public TokenStatementTests(EmulatorFixture emulator)
    {
        this.emulator = emulator;
        emulator.Host.Reset();
    }

    [Fact]
    public async Task Statement_09_A_Json_Body_Is_Refused_With_The_Recorded_Words()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, emulator.Host.TokenEndpoint)
        {
            Content = JsonContent.Create(new { grant_type = "refresh_token" }),
        };
        request.Headers.Authorization = new("Basic", "ZGVtby1jbGllbnQ6ZGVtby1zZWNyZXQ=");

        AssertError(await emulator.SendAsync(request), "invalid_grant", "Unsupported grant type: None");
    }

    [Fact]
    public async Task Statement_10_Basic_And_Body_Credentials_Both_Work()
    {
        Assert.Equal(HttpStatusCode.OK, (await emulator.ExchangeAsync(await emulator.CodeAsync())).Status);
        var inBody = await emulator.TokenFromAsync(null, ("client_id", "demo-client"), ("client_secret", "demo-secret"), ("grant_type", "authorization_code"), ("code", await emulator.CodeAsync()));
        Assert.Equal(HttpStatusCode.OK, inBody.Status);
    }

    [Theory]
    [InlineData("demo-client", "wrong")]
    [InlineData("demo-client", "")]
    [InlineData("nobody", "demo-secret")]
    public async Task Statement_10_A_Wrong_Secret_And_An_Unknown_Client_Are_Refused_Alike(string id, string secret)
    {
        var basic = await emulator.TokenFromAsync((id, secret), ("grant_type", "client_credentials"));
        var inBody = await emulator.TokenFromAsync(null, ("client_id", id), ("client_secret", secret), ("grant_type", "client_credentials"));

        AssertError(basic, "unauthorized_client", "Invalid OAuth client credentials");
        Assert.Equal(basic.Body, inBody.Body);
    }

    [Fact]
    public async Task Statement_10_No_Credentials_At_All_Are_Refused_With_The_Recorded_Words() =>
        AssertError(await emulator.TokenFromAsync(basic: null, ("grant_type", "client_credentials")), "unauthorized_client", "Requests must be authenticated using OAuth client credentials");

    [Fact]
    public async Task Statement_11_Client_Credentials_Give_No_Refresh_Token_And_An_App_User()
    {
        var tokens = await emulator.TokenAsync(("grant_type", "client_credentials"));

        Assert.Equal(HttpStatusCode.OK, tokens.Status);
        Assert.Null(tokens.Json["refresh_token"]);
        var workspaces = await emulator.ApiAsync("user/workspaces", tokens.Text("access_token"));
        Assert.Equal("northlight", (string?)Assert.Single(workspaces.Values)!["workspace"]!["slug"]);
    }

    [Fact]
    public async Task Statement_11_A_Public_Client_May_Not_Use_Client_Credentials()
    {
        var answer = await emulator.TokenFromAsync(("public-client", "public-secret"), ("grant_type", "client_credentials"));

        AssertError(answer, "invalid_grant", "Cannot use client_credentials with a consumer marked as \"public\". Calls for auto generated consumers should use urn:bitbucket:oauth2:jwt instead.");
    }

    [Theory]
    [InlineData("password")]
    [InlineData("urn:bitbucket:oauth2:jwt")]
    [InlineData("made-up")]
    [InlineData("")]
    public async Task Statement_11_Any_Other_Grant_Is_Refused(string grantType)
    {
        var answer = await emulator.TokenAsync(("grant_type", grantType), ("username", "amelia"), ("password", "x"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("invalid_grant", answer.Error);
    }

    [Fact]
    public async Task Statement_11_A_Client_Without_A_Callback_Is_Refused_For_Every_Grant() =>
        AssertError(await emulator.TokenFromAsync(("no-callback", "secret"), ("grant_type", "client_credentials")), "invalid_request", "No callback uri defined for the OAuth client.");

    [Theory]
    [InlineData(null)]
    [InlineData("http://localhost:5080/another")]
    public async Task Statement_12_The_Exchange_Needs_The_Same_Redirect_Uri_As_The_Request(string? redirectUri)
    {
        var code = await emulator.CodeAsync("amelia", ("redirect_uri", EmulatorFixture.Callback));

        var answer = redirectUri is null ? await emulator.ExchangeAsync(code) : await emulator.ExchangeAsync(code, ("redirect_uri", redirectUri));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("invalid_grant", answer.Error);
    }

    [Fact]
    public async Task Statement_12_The_Same_Redirect_Uri_Works()
    {
        var code = await emulator.CodeAsync("amelia", ("redirect_uri", EmulatorFixture.Callback));

        Assert.Equal(HttpStatusCode.OK, (await emulator.ExchangeAsync(code, ("redirect_uri", EmulatorFixture.Callback))).Status);
    }

    [Fact]
    public async Task Statement_13_Success_Has_The_Fields_Of_2026()
    {
        var tokens = await emulator.ExchangeAsync(await emulator.CodeAsync());

        Assert.Equal(HttpStatusCode.OK, tokens.Status);
        Assert.StartsWith("application/json", tokens.ContentType, StringComparison.Ordinal);
        Assert.Equal(["access_token", "expires_in", "refresh_token", "scope", "token_type"], tokens.Json.AsObject().Select(pair => pair.Key).Order());
        Assert.Equal("bearer", tokens.Text("token_type"));
        Assert.Equal(7200, (int)tokens.Json["expires_in"]!);
    }

    [Fact]
    public async Task Statement_13_The_Legacy_Switch_Gives_Scopes_And_State_And_Does_Not_Rotate()
    {
        emulator.Host.Settings = emulator.Host.Settings with { LegacyTokenAnswer = true };
        var tokens = await emulator.ExchangeAsync(await emulator.CodeAsync());
        var refreshed = await emulator.RefreshAsync(tokens.Text("refresh_token"));

        Assert.Equal("account email repository pullrequest", tokens.Text("scopes"));
        Assert.Equal("authorization_code", tokens.Text("state"));
        Assert.Null(tokens.Json["scope"]);
        Assert.Equal("refresh_token", refreshed.Text("state"));
        Assert.Equal(tokens.Text("refresh_token"), refreshed.Text("refresh_token"));
    }

    [Fact]
    public async Task Statement_14_Both_Tokens_Are_Over_2500_Characters()
    {
        var tokens = await emulator.ExchangeAsync(await emulator.CodeAsync());

        Assert.InRange(tokens.Text("access_token").Length, 2_501, 4_000);
        Assert.InRange(tokens.Text("refresh_token").Length, 2_501, 4_000);
        Assert.Equal(3, tokens.Text("access_token").Split('.').Length);
    }

    [Fact]
    public async Task Statement_14_The_Switches_Give_Short_Opaque_Or_Very_Long_Tokens_That_Work()
    {
        emulator.Host.Settings = emulator.Host.Settings with { ShortAccessTokens = true };
        var shortOne = emulator.Host.IssueTokens("amelia").AccessToken;
        emulator.Host.Settings = emulator.Host.Settings with { ShortAccessTokens = false, AccessTokenLength = 65_536, RefreshTokenLength = 65_536 };
        var longOnes = emulator.Host.IssueTokens("amelia");

        Assert.Equal(90, shortOne.Length);
        Assert.InRange(longOnes.AccessToken.Length, 65_536, 65_600);
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsync("user", shortOne)).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsync("user", longOnes.AccessToken)).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.RefreshAsync(longOnes.RefreshToken!)).Status);
    }

    [Fact]
    public async Task Statement_19_Errors_Are_Flat_And_Never_The_Api_Envelope()
    {
        var answers = new[]
        {
            await emulator.TokenAsync(("grant_type", "authorization_code"), ("code", "none")),
            await emulator.RefreshAsync("none"),
            await emulator.TokenFromAsync(("demo-client", "wrong"), ("grant_type", "refresh_token")),
        };

        Assert.All(answers, answer => Assert.Equal(["error", "error_description"], answer.Json.AsObject().Select(pair => pair.Key).Order()));
    }

    private static void AssertError(JsonAnswer answer, string error, string description)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(error, answer.Error);
        Assert.Equal(description, answer.Text("error_description"));
    }
}
