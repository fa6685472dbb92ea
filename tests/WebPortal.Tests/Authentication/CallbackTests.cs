using System.Net;
using BitbucketEmulator.Hosting;
using Microsoft.EntityFrameworkCore;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Authentication;

/// <summary>SI-02, SI-03: a callback is good once, soon, and in the browser that began it.</summary>
[Trait("Level", "Integration")]
public sealed class CallbackTests : IAsyncLifetime
{
    private PortalApp _portal = null!;

    public async ValueTask InitializeAsync() => _portal = await PortalApp.StartAsync();

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task A_Genuine_Callback_Signs_In_And_Leaves_A_Clean_Address()
    {
        var visitor = _portal.NewVisitor();
        Assert.Equal("/repositories", await visitor.SignInAsync(Seeds.Person));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task Without_The_Flow_Cookie_It_Is_Refused()
    {
        var visitor = _portal.NewVisitor();
        var callback = await visitor.ConsentAsync(Seeds.Person);
        visitor.Cookies.Clear();
        await AssertRefusedAsync(visitor, callback, "other-browser");
    }

    [Fact]
    public async Task In_Another_Browser_It_Is_Refused_Signed_Out_Or_In()
    {
        var attacker = _portal.NewVisitor();
        var victim = _portal.NewVisitor();
        var callback = await attacker.ConsentAsync(Seeds.Stranger);
        await victim.StartSignInAsync();
        await AssertRefusedAsync(victim, callback, "other-browser");

        await victim.SignInAsync(Seeds.Person);
        await AssertRefusedAsync(victim, callback, "other-browser", expectedTokenCalls: 1);
        Assert.Contains("Amelia", (await victim.ReadPageAsync("/account")).Body!.TextContent, StringComparison.Ordinal);
        await using var database = _portal.OpenDatabase();
        Assert.Equal(1, await database.Users.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_Second_Time_It_Is_Refused_Even_With_The_Flow_Cookie_Kept()
    {
        var visitor = _portal.NewVisitor();
        var callback = await visitor.ConsentAsync(Seeds.Person);
        var kept = new Dictionary<string, string>(visitor.Cookies);
        await visitor.GetAsync(callback);
        foreach (var (name, value) in kept)
        {
            visitor.Cookies[name] = value;
        }

        await AssertRefusedAsync(visitor, callback, "already-used", expectedTokenCalls: 1);
    }

    [Fact]
    public async Task After_Sixteen_Minutes_It_Is_Refused()
    {
        var visitor = _portal.NewVisitor();
        var callback = await visitor.ConsentAsync(Seeds.Person);
        _portal.Clock.Advance(TimeSpan.FromMinutes(16));
        await AssertRefusedAsync(visitor, callback, "expired");
    }

    [Fact]
    public async Task With_The_Cookie_Of_Another_Attempt_It_Is_Refused()
    {
        var visitor = _portal.NewVisitor();
        var callback = await visitor.ConsentAsync(Seeds.Person);
        visitor.Cookies.Clear();
        await visitor.StartSignInAsync();
        await AssertRefusedAsync(visitor, callback, "other-browser");
    }

    [Fact]
    public async Task With_One_Character_Changed_It_Is_Refused()
    {
        var visitor = _portal.NewVisitor();
        var callback = await visitor.ConsentAsync(Seeds.Person);
        var state = System.Web.HttpUtility.ParseQueryString(callback.Split('?')[1])["state"]!;
        var changed = state[..20] + (state[20] == 'x' ? 'y' : 'x') + state[21..];
        await AssertRefusedAsync(visitor, callback.Replace(state, changed, StringComparison.Ordinal), "unknown-state");
    }

    [Fact]
    public async Task Two_Tabs_That_Finish_In_Reverse_Order_Both_Succeed()
    {
        var visitor = _portal.NewVisitor();
        var first = await visitor.ConsentAsync(Seeds.Person);
        var second = await visitor.ConsentAsync(Seeds.Person);
        foreach (var callback in (string[])[second, first])
        {
            using var answer = await visitor.GetAsync(callback);
            Assert.Equal("/repositories", answer.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task A_Sign_In_Starts_By_A_Same_Site_Post_With_Its_Form_Token_Only()
    {
        var visitor = _portal.NewVisitor();
        using (var get = await visitor.GetAsync("/signin"))
        {
            Assert.Equal("/", get.Headers.Location?.OriginalString);
        }

        using (var bare = await visitor.PostAsync("/signin"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/signin");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var foreign = await visitor.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Fact]
    public async Task The_Authorization_Request_Carries_The_Registered_Redirect_Uri_And_Pkce()
    {
        var authorize = await _portal.NewVisitor().StartSignInAsync();
        var query = System.Web.HttpUtility.ParseQueryString(authorize.Query);
        Assert.Equal($"{PortalApp.Address}/signin-bitbucket", query["redirect_uri"]);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.Equal("account email repository", query["scope"]);
        Assert.True(query["code_challenge"]!.Length >= 43);
    }

    [Fact]
    public async Task Consent_Refused_Ends_On_A_Page_That_Says_So()
    {
        var visitor = _portal.NewVisitor();
        await AssertRefusedAsync(visitor, await visitor.ConsentAsync(Seeds.Person, "deny"), "denied", HttpStatusCode.Forbidden);
    }

    private async Task AssertRefusedAsync(
        Visitor visitor, string callback, string reason, HttpStatusCode page = HttpStatusCode.BadRequest, int expectedTokenCalls = 0)
    {
        var before = await CountRefusalsAsync(reason);
        using var answer = await visitor.GetAsync(callback);
        Assert.Equal($"/signin?reason={reason}", answer.Headers.Location?.OriginalString);
        using var explained = await visitor.GetAsync(answer.Headers.Location!.OriginalString);
        Assert.Equal(page, explained.StatusCode);
        Assert.Equal(before + 1, await CountRefusalsAsync(reason));
        Assert.Equal(expectedTokenCalls, _portal.Emulator.Journal.Entries.Count(entry => entry.Side == EmulatorSide.Web && entry.Method == "POST"));
    }

    private async Task<int> CountRefusalsAsync(string reason)
    {
        await using var database = _portal.OpenDatabase();
        return await database.AuditEvents.CountAsync(record => record.Action == "sign-in" && record.Outcome == reason);
    }
}
