using System.Net;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>Statements 15 to 18 of the facts: rotation, lifetimes and the end of a grant.</summary>
[Trait("Level", "Integration")]
public sealed class LifetimeStatementTests : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorFixture emulator;

    public LifetimeStatementTests(EmulatorFixture emulator)
    {
        this.emulator = emulator;
        emulator.Host.Reset();
    }

    [Fact]
    public async Task Statement_15_A_Used_Refresh_Token_Works_For_600_Seconds_And_The_Newest_Still_Works_Afterwards()
    {
        var first = emulator.Host.IssueTokens("amelia").RefreshToken!;
        var second = (await emulator.RefreshAsync(first)).Text("refresh_token");
        emulator.Host.Clock.Advance(TimeSpan.FromSeconds(599));
        var third = await emulator.RefreshAsync(first);
        emulator.Host.Clock.Advance(TimeSpan.FromSeconds(2));
        var replayed = await emulator.RefreshAsync(first);

        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.OK, third.Status);
        Assert.NotEqual(second, third.Text("refresh_token"));
        AssertDead(replayed);
        Assert.Equal(HttpStatusCode.OK, (await emulator.RefreshAsync(third.Text("refresh_token"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.RefreshAsync(second)).Status);
    }

    [Fact]
    public async Task Statement_15_A_Grace_Of_Zero_Lets_A_Refresh_Token_Work_Once()
    {
        emulator.Host.Settings = emulator.Host.Settings with { RefreshGrace = TimeSpan.Zero };
        var first = emulator.Host.IssueTokens("amelia").RefreshToken!;
        await emulator.RefreshAsync(first);
        emulator.Host.Clock.Advance(TimeSpan.FromSeconds(1));

        AssertDead(await emulator.RefreshAsync(first));
    }

    [Fact]
    public async Task Statement_15_The_Family_Switch_Ends_Every_Token_On_Replay()
    {
        emulator.Host.Settings = emulator.Host.Settings with { RevokeFamilyOnReplay = true };
        var first = emulator.Host.IssueTokens("amelia");
        var second = await emulator.RefreshAsync(first.RefreshToken!);
        emulator.Host.Clock.Advance(TimeSpan.FromMinutes(11));

        AssertDead(await emulator.RefreshAsync(first.RefreshToken!));
        AssertDead(await emulator.RefreshAsync(second.Text("refresh_token")));
        Assert.Equal(HttpStatusCode.Unauthorized, (await emulator.ApiAsync("user", second.Text("access_token"))).Status);
    }

    [Fact]
    public async Task Statement_15_The_Lock_Switch_Refuses_The_Clients_Good_Tokens_For_A_While()
    {
        emulator.Host.Settings = emulator.Host.Settings with { LockClientOnReplay = TimeSpan.FromMinutes(5) };
        var first = emulator.Host.IssueTokens("amelia").RefreshToken!;
        var elsewhere = emulator.Host.IssueTokens("bogdan").RefreshToken!;
        await emulator.RefreshAsync(first);
        emulator.Host.Clock.Advance(TimeSpan.FromMinutes(11));

        AssertDead(await emulator.RefreshAsync(first));
        AssertDead(await emulator.RefreshAsync(elsewhere));
        emulator.Host.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.OK, (await emulator.RefreshAsync(elsewhere)).Status);
    }

    [Fact]
    public async Task Statement_15_A_Refresh_Token_Belongs_To_Its_Client()
    {
        var tokens = emulator.Host.IssueTokens("amelia");

        var answer = await emulator.TokenFromAsync(("other-client", "other-secret"), ("grant_type", "refresh_token"), ("refresh_token", tokens.RefreshToken!));

        AssertDead(answer);
        Assert.Equal(HttpStatusCode.OK, (await emulator.RefreshAsync(tokens.RefreshToken!)).Status);
    }

    [Fact]
    public async Task Statement_15_The_Whole_Token_Is_Compared()
    {
        var token = emulator.Host.IssueTokens("amelia");

        AssertDead(await emulator.RefreshAsync(token.RefreshToken![..^1] + (token.RefreshToken[^1] == 'A' ? 'B' : 'A')));
        Assert.Equal(HttpStatusCode.Unauthorized, (await emulator.ApiAsync("user", token.AccessToken[..^1])).Status);
    }

    [Fact]
    public async Task Statement_15_Twenty_Refreshes_At_Once_Each_Get_Their_Own_New_Token()
    {
        var first = emulator.Host.IssueTokens("amelia").RefreshToken!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => emulator.RefreshAsync(first)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(20, answers.Select(answer => answer.Text("refresh_token")).Distinct().Count());
    }

    [Fact]
    public async Task Statement_16_A_Refresh_Token_Unused_For_90_Days_Is_Dead_And_Each_Rotation_Starts_Anew()
    {
        var first = emulator.Host.IssueTokens("amelia").RefreshToken!;
        emulator.Host.Clock.Advance(TimeSpan.FromDays(89));
        var second = (await emulator.RefreshAsync(first)).Text("refresh_token");
        emulator.Host.Clock.Advance(TimeSpan.FromDays(89));
        var third = (await emulator.RefreshAsync(second)).Text("refresh_token");
        emulator.Host.Clock.Advance(TimeSpan.FromDays(90));

        AssertDead(await emulator.RefreshAsync(third));
    }

    [Fact]
    public async Task Statement_17_Earlier_Access_Tokens_Stay_Valid_Until_Their_Own_Expiry()
    {
        var first = emulator.Host.IssueTokens("amelia");
        emulator.Host.Clock.Advance(TimeSpan.FromHours(1));
        var second = await emulator.RefreshAsync(first.RefreshToken!);

        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsync("user", first.AccessToken)).Status);
        emulator.Host.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Unauthorized, (await emulator.ApiAsync("user", first.AccessToken)).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsync("user", second.Text("access_token"))).Status);
    }

    [Fact]
    public async Task Statement_18_There_Is_No_Revocation_Endpoint()
    {
        using var answer = await emulator.Http.PostAsync(
            new Uri(emulator.Host.WebAddress, "site/oauth2/revoke"),
            new FormUrlEncodedContent([new("token", "x")]),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Statement_18_The_Page_App_Authorizations_Ends_A_Grant()
    {
        var tokens = emulator.Host.IssueTokens("amelia");
        var untouched = emulator.Host.IssueTokens("bogdan");

        using var answer = await emulator.Http.PostAsync(
            new Uri(emulator.Host.WebAddress, "account/settings/app-authorizations/revoke"),
            new FormUrlEncodedContent([new("emulator_user", "amelia"), new("client_id", "demo-client")]),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await emulator.ApiAsync("user", tokens.AccessToken)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await emulator.RefreshAsync(tokens.RefreshToken!)).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsync("user", untouched.AccessToken)).Status);
    }

    private static void AssertDead(JsonAnswer answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("unauthorized_client", answer.Error);
        Assert.Equal("Invalid OAuth client credentials", answer.Text("error_description"));
    }
}
