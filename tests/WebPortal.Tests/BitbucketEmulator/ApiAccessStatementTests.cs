using System.Net;
using System.Text;
using BitbucketEmulator.Control;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>Statements 20 to 25 of the facts: which credential opens what.</summary>
[Trait("Level", "Integration")]
public sealed class ApiAccessStatementTests : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorFixture emulator;

    public ApiAccessStatementTests(EmulatorFixture emulator)
    {
        this.emulator = emulator;
        emulator.Host.Reset();
    }

    [Fact]
    public async Task Statement_20_A_Token_In_Query_Or_Body_Is_As_If_Absent()
    {
        emulator.Host.Settings = emulator.Host.Settings with { ShortAccessTokens = true };
        var token = emulator.Host.IssueTokens("amelia").AccessToken;
        using var inBody = new HttpRequestMessage(HttpMethod.Get, new Uri(emulator.Host.ApiBaseAddress, "user"))
        {
            Content = new FormUrlEncodedContent([new("access_token", token)]),
        };

        Assert.Equal(HttpStatusCode.Unauthorized, (await emulator.ApiAsync($"user?access_token={token}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await emulator.SendAsync(inBody)).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsync("user", token)).Status);
    }

    [Fact]
    public async Task Statement_20_The_Api_Is_Apart_From_The_Authorize_And_Token_Host()
    {
        Assert.NotEqual(emulator.Host.WebAddress.Authority, emulator.Host.ApiAddress.Authority);
        Assert.Equal(HttpStatusCode.NotFound, (await emulator.ApiAsync($"{emulator.Host.WebAddress}2.0/user", emulator.Host.IssueTokens("amelia").AccessToken)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await emulator.ApiAsync($"{emulator.Host.ApiAddress}site/oauth2/authorize")).Status);
        Assert.Equal("Forbidden", (await emulator.ApiAsync($"{emulator.Host.ApiAddress}user")).Message);
    }

    [Theory]
    [InlineData("Generic2026", "Token is invalid, expired, or not supported for this endpoint.")]
    [InlineData("January2026", "OAuth2 access token expired. Use your refresh token to obtain a new access token.")]
    [InlineData("Legacy", "Access token expired. Use your refresh token to obtain a new access token.")]
    public async Task Statement_21_Unknown_Expired_And_Revoked_Tokens_Get_401_With_The_Text_Of_The_Switch(string text, string message)
    {
        emulator.Host.Settings = emulator.Host.Settings with { ExpiredTokenText = Enum.Parse<ExpiredTokenText>(text) };
        var expired = emulator.Host.IssueTokens("amelia").AccessToken;
        emulator.Host.Clock.Advance(TimeSpan.FromHours(2));
        var revoked = emulator.Host.IssueTokens("amelia").AccessToken;
        emulator.Host.RevokeAuthorization("amelia");

        foreach (var token in new[] { "unknown", expired, revoked })
        {
            var answer = await emulator.ApiAsync("user", token);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.Equal("error", answer.Text("type"));
            Assert.Equal(message, answer.Message);
        }
    }

    [Fact]
    public async Task Statement_21_Without_A_Token_Public_Repositories_Are_Readable_And_Private_Ones_404()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await emulator.ApiAsync("user")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await emulator.ApiAsync("user/workspaces")).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsync("repositories/northlight/open-labels")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await emulator.ApiAsync("repositories/northlight/payments-gw")).Status);
        Assert.All((await emulator.ApiAsync("repositories/northlight?pagelen=100")).Values, repository => Assert.False((bool)repository!["is_private"]!));
    }

    [Fact]
    public async Task Statement_22_A_Missing_Scope_Gives_403_With_Required_And_Granted()
    {
        var answer = await emulator.ApiAsAsync("amelia", "user/emails", "account repository");

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal("Your credentials lack one or more required privilege scopes.", answer.Message);
        var detail = answer.Json["error"]!["detail"]!;
        Assert.Equal(["email"], detail["required"]!.AsArray().Select(scope => (string?)scope));
        Assert.Equal(["account", "repository"], detail["granted"]!.AsArray().Select(scope => (string?)scope));
    }

    [Theory]
    [InlineData("pullrequest", HttpStatusCode.OK)]
    [InlineData("pullrequest:write", HttpStatusCode.OK)]
    [InlineData("project", HttpStatusCode.OK)]
    [InlineData("repository:write", HttpStatusCode.OK)]
    [InlineData("repository:admin", HttpStatusCode.Forbidden)]
    [InlineData("project:admin", HttpStatusCode.Forbidden)]
    [InlineData("account", HttpStatusCode.Forbidden)]
    public async Task Statement_22_Scopes_Imply_Others_As_Documented(string scope, HttpStatusCode expected) =>
        Assert.Equal(expected, (await emulator.ApiAsAsync("amelia", "repositories/northlight", scope)).Status);

    [Theory]
    [InlineData("user", "account")]
    [InlineData("user/emails", "email")]
    [InlineData("user/emails/amelia@northlight.example", "email")]
    [InlineData("user/workspaces", "account")]
    [InlineData("user/workspaces/northlight/permission", "account")]
    [InlineData("repositories/northlight", "repository")]
    [InlineData("repositories/northlight/payments-gw", "repository")]
    [InlineData("repositories/northlight/payments-gw/refs/branches", "repository")]
    [InlineData("workspaces/northlight/members", "account")]
    [InlineData("workspaces/northlight/projects", "project")]
    [InlineData("repositories/northlight/payments-gw/pullrequests", "pullrequest")]
    [InlineData("repositories/northlight/payments-gw/hooks", "webhook")]
    [InlineData("repositories/northlight/payments-gw/pipelines", "pipeline")]
    public async Task Statement_23_Each_Operation_Needs_Its_Scope(string path, string scope)
    {
        var without = await emulator.ApiAsAsync("amelia", path, "wiki");

        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsAsync("amelia", path, scope)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, without.Status);
        Assert.Equal([scope], without.Json["error"]!["detail"]!["required"]!.AsArray().Select(one => (string?)one));
    }

    [Fact]
    public async Task Statement_23_The_Permission_List_Needs_Two_Scopes_And_A_Workspace_Needs_Any_Token()
    {
        const string permissions = "user/workspaces/northlight/permissions/repositories";

        Assert.Equal(HttpStatusCode.Forbidden, (await emulator.ApiAsAsync("amelia", permissions, "account")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await emulator.ApiAsAsync("amelia", permissions, "repository")).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsAsync("amelia", permissions, "account repository")).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsAsync("amelia", "workspaces/northlight", "wiki")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await emulator.ApiAsync("workspaces/northlight")).Status);
    }

    [Theory]
    [InlineData("amelia@northlight.example", "ATATT3x-emulator-amelia", HttpStatusCode.OK)]
    [InlineData("amelia@northlight.example", "ATATT3x-emulator-bogdan", HttpStatusCode.Unauthorized)]
    [InlineData("amelia", "ATATT3x-emulator-amelia", HttpStatusCode.Unauthorized)]
    [InlineData("amelia", "ATBBapp-password", HttpStatusCode.Unauthorized)]
    public async Task Statement_24_Api_Tokens_Work_With_Basic_And_App_Passwords_Never(string user, string password, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(emulator.Host.ApiBaseAddress, "user"));
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

        var answer = await emulator.SendAsync(request);

        Assert.Equal(expected, answer.Status);
        Assert.Equal(expected == HttpStatusCode.OK ? "api_token" : null, answer.Headers.GetValueOrDefault("X-Credential-Type"));
        Assert.Equal(expected == HttpStatusCode.OK ? null : "Basic realm=\"Bitbucket.org HTTP\"", answer.Headers.GetValueOrDefault("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("user", HttpStatusCode.OK, "account")]
    [InlineData("workspaces/northlight/projects", HttpStatusCode.Forbidden, "project")]
    public async Task Statement_25_Answers_Tell_Scopes_Credential_And_Count_Also_On_403(string path, HttpStatusCode status, string accepted)
    {
        var answer = await emulator.ApiAsAsync("amelia", path, "account email");

        Assert.Equal(status, answer.Status);
        Assert.Equal("account, email", answer.Headers["X-OAuth-Scopes"]);
        Assert.Equal(accepted, answer.Headers["X-Accepted-OAuth-Scopes"]);
        Assert.Equal("oauth2", answer.Headers["X-Credential-Type"]);
        Assert.Matches("^[0-9]+$", answer.Headers["X-Request-Count"]);
    }
}
