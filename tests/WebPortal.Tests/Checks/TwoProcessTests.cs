using System.Net;
using System.Text.Json;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>The main job by a script, against emulator and portal as two processes that know only the settings of the contract.</summary>
[Trait("Level", "Integration")]
public sealed class TwoProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Script_Signs_In_And_Lists_Everything()
    {
        var (web, api, portal) = (RunningProgram.FreePort(), RunningProgram.FreePort(), RunningProgram.FreePort());
        var address = $"http://localhost:{portal}";
        await using var emulator = await RunningProgram.StartAsync("BitbucketEmulator.dll", new Uri($"http://127.0.0.1:{web}/emulator/health"), EmulatorSettings(web, api, address), Cancellation);
        await using var running = await RunningProgram.StartAsync("WebPortal.dll", new Uri($"{address}/health/ready"), PortalSettings(web, api, address), Cancellation);

        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        await SignInAsync(browser, "amelia");
        using var list = JsonDocument.Parse(await browser.GetStringAsync(new Uri("/api/v1/repositories?pageSize=1000", UriKind.Relative), Cancellation));
        var page = await browser.GetStringAsync(new Uri("/repositories", UriKind.Relative), Cancellation);

        Assert.True(list.RootElement.GetProperty("total").GetInt32() > Seeds.Northlight);
        Assert.Equal(1000, list.RootElement.GetProperty("items").GetArrayLength());
        var completeness = list.RootElement.GetProperty("completeness");
        Assert.Equal("partial", completeness.GetProperty("state").GetString());
        Assert.Equal("ghost", completeness.GetProperty("failures")[0].GetProperty("workspace").GetString());
        Assert.Contains("northlight", page, StringComparison.Ordinal);
    }

    private static async Task SignInAsync(HttpClient browser, string person)
    {
        var home = Visitor.Parse(await browser.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation));
        var token = home.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var start = await browser.PostAsync(new Uri("/signin", UriKind.Relative), form, Cancellation);
        using var consent = await browser.GetAsync(new Uri($"{start.Headers.Location}&emulator_user={person}&emulator_decision=approve"), Cancellation);
        using var callback = await browser.GetAsync(consent.Headers.Location, Cancellation);
        Assert.Equal((HttpStatusCode.Found, "/repositories"), (callback.StatusCode, callback.Headers.Location?.OriginalString));
    }

    private static Dictionary<string, string> EmulatorSettings(int web, int api, string portal) => new()
    {
        ["Emulator:WebAddress"] = $"http://127.0.0.1:{web}",
        ["Emulator:ApiAddress"] = $"http://127.0.0.1:{api}",
        ["Emulator:Clients:0:ClientId"] = "team-client",
        ["Emulator:Clients:0:ClientSecret"] = "team-secret",
        ["Emulator:Clients:0:CallbackAddress"] = $"{portal}/signin-bitbucket",
        ["Emulator:Clients:0:Scopes"] = "account email repository",
    };

    private static Dictionary<string, string> PortalSettings(int web, int api, string portal) => new()
    {
        ["ASPNETCORE_URLS"] = portal,
        ["Portal:PublicAddress"] = portal,
        ["Bitbucket:ClientId"] = "team-client",
        ["Bitbucket:ClientSecret"] = "team-secret",
        ["Bitbucket:AuthorizationEndpoint"] = $"http://127.0.0.1:{web}/site/oauth2/authorize",
        ["Bitbucket:TokenEndpoint"] = $"http://127.0.0.1:{web}/site/oauth2/access_token",
        ["Bitbucket:ApiBaseAddress"] = $"http://127.0.0.1:{api}/2.0/",
        ["Access:AllowedWorkspaces:0"] = "northlight",
    };
}
