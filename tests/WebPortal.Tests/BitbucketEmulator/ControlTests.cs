using System.Net;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>The control addresses, by HTTP and from code.</summary>
[Trait("Level", "Integration")]
public sealed class ControlTests : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorFixture emulator;

    public ControlTests(EmulatorFixture emulator)
    {
        this.emulator = emulator;
        emulator.Host.Reset();
    }

    [Fact]
    public async Task Health_Answers_200() =>
        Assert.Equal(HttpStatusCode.OK, (await ControlAsync(HttpMethod.Get, "health")).Status);

    [Fact]
    public async Task The_Journal_Shows_Every_Request_Of_Both_Sides_With_Its_Headers()
    {
        var tokens = await emulator.ExchangeAsync(await emulator.CodeAsync());
        await emulator.ApiAsync("user?x=1", tokens.Text("access_token"));

        var entries = (await ControlAsync(HttpMethod.Get, "journal")).Json["entries"]!.AsArray();

        Assert.Equal(["/site/oauth2/authorize", "/site/oauth2/access_token", "/2.0/user"], entries.Select(entry => (string?)entry!["path"]));
        Assert.Equal(["web", "web", "api"], entries.Select(entry => (string?)entry!["side"]));
        Assert.Equal([302, 200, 200], entries.Select(entry => (int)entry!["status"]!));
        Assert.Equal("authorization_code", (string?)entries[1]!["form"]!["grant_type"]);
        Assert.Equal($"Bearer {tokens.Text("access_token")}", (string?)entries[2]!["headers"]!["Authorization"]);
        Assert.Equal($"{emulator.Host.ApiAddress}2.0/user?x=1", (string?)entries[2]!["url"]);
        Assert.Equal("amelia", (string?)entries[2]!["person"]);
    }

    [Fact]
    public async Task The_Journal_Is_Filtered_And_Emptied()
    {
        await emulator.ApiAsAsync("amelia", "user");
        await emulator.ApiAsAsync("bogdan", "user/workspaces");
        await ControlAsync(HttpMethod.Get, "health");

        Assert.Equal(2, await CountAsync("?side=api"));
        Assert.Equal(1, await CountAsync("?person=bogdan"));
        Assert.Equal(1, await CountAsync("?path=/2.0/user/workspaces"));
        Assert.Equal(1, await CountAsync("?limit=1"));
        Assert.Equal(HttpStatusCode.NoContent, (await ControlAsync(HttpMethod.Delete, "journal")).Status);
        Assert.Equal(0, await CountAsync("?side=api"));

        async Task<int> CountAsync(string query) => (await ControlAsync(HttpMethod.Get, "journal" + query)).Json["entries"]!.AsArray().Count;
    }

    [Fact]
    public void The_Journal_Keeps_Only_Its_Length_And_Stays_In_Order_Under_Many_Writers()
    {
        var journal = new Journal(50);
        Parallel.For(0, 1_000, _ => journal.Add(new() { Time = default, Side = EmulatorSide.Api, Method = "GET", Path = "/", Target = "/", Url = "/", Headers = [] }));

        Assert.Equal(1_000, journal.Count);
        Assert.Equal(Enumerable.Range(951, 50).Select(number => (long)number), journal.Entries.Select(entry => entry.Number));
    }

    [Fact]
    public void The_Journal_Forgets_Earlier_When_Its_Entries_Are_Heavy()
    {
        var journal = new Journal(50, heaviest: 1_000);
        for (var count = 0; count < 10; count++)
            journal.Add(new() { Time = default, Side = EmulatorSide.Api, Method = "GET", Path = "/", Target = "/", Url = "/", Headers = [], Weight = 300 });

        Assert.Equal([8, 9, 10], journal.Entries.Select(entry => entry.Number));
    }

    [Fact]
    public async Task The_Clock_Moves_By_Post()
    {
        var before = emulator.Host.Clock.GetUtcNow();

        var answer = await ControlAsync(HttpMethod.Post, "clock", """{"advance":"02:00:00"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.InRange(emulator.Host.Clock.GetUtcNow() - before, TimeSpan.FromHours(2), TimeSpan.FromHours(2) + TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("POST", "clock", "{\"advance\":\"soon\"}", "{\"advance\":\"02:00:00\"}")]
    [InlineData("POST", "clock", "{\"advance\":2}", "{\"advance\":\"02:00:00\"}")]
    [InlineData("POST", "clock", "[]", "{\"advance\":\"02:00:00\"}")]
    [InlineData("POST", "clock", "{\"advance\":\"99999.00:00:00\"}", "{\"advance\":\"02:00:00\"}")]
    [InlineData("PUT", "settings", "{\"narowScope\":true}", "There is no switch 'narowScope'. The switches are: redirectMatch, narrowScope")]
    [InlineData("PUT", "settings", "{\"narrowScope\":\"yes\"}", "narrowScope")]
    [InlineData("PUT", "settings", "{\"redirectMatch\":\"fuzzy\"}", "redirectMatch")]
    [InlineData("PUT", "settings", "{\"redirectMatch\":1}", "redirectMatch")]
    [InlineData("PUT", "settings", "{\"refreshGrace\":\"-00:10:00\"}", "refreshGrace must not be negative")]
    [InlineData("PUT", "settings", "{\"accessTokenLength\":5}", "accessTokenLength must be between 40 and 1000000")]
    [InlineData("PUT", "settings", "{\"apiTokenScopes\":\"everything\"}", "'everything', which is no scope")]
    [InlineData("PUT", "clients", "{\"clientId\":\"demo-client\"}", "Send {\"clientId\":\"demo-client\"")]
    [InlineData("PUT", "clients", "{\"clientId\":\"nobody\",\"clientSecret\":\"x\"}", "There is no client 'nobody'. The clients are: demo-client")]
    [InlineData("PUT", "clients", "{\"clientId\":\"demo-client\",\"clientSecret\":\"\"}", "clientSecret must not be empty")]
    [InlineData("PUT", "faults", "[{\"answerDelay\":\"00:02:00\"}]", "answerDelay must be between 00:00:00 and 00:01:00")]
    [InlineData("PUT", "settings", "not json", "The body is not JSON")]
    [InlineData("PUT", "settings", "[]", "Send a JSON object of switches")]
    [InlineData("PUT", "faults", "{}", "Send a JSON array of faults")]
    [InlineData("PUT", "faults", "[{\"statsu\":500}]", "statsu")]
    [InlineData("PUT", "faults", "[{\"pathPrefix\":\"/2.0\"}]", "A fault must do something")]
    [InlineData("PUT", "faults", "[{\"status\":99}]", "between 200 and 599")]
    [InlineData("PUT", "faults", "[{\"delay\":\"00:02:00\"}]", "between 00:00:00 and 00:01:00")]
    [InlineData("PUT", "faults", "[{\"pathPrefix\":\"2.0\",\"status\":500}]", "must start with '/'")]
    [InlineData("PUT", "faults", "[{\"next\":\"literal\"}]", "needs nextValue")]
    [InlineData("PUT", "faults", "[{\"status\":500,\"headers\":{\"X\":\"a\\r\\nb\"}}]", "no line breaks")]
    [InlineData("PUT", "faults", "[{\"body\":\"x\"}]", "needs a status")]
    [InlineData("GET", "journal?limit=none", "", "limit must be a whole number")]
    [InlineData("GET", "journal?side=left", "", "side must be web or api")]
    public async Task Wrong_Input_Gets_400_With_A_Text_That_Names_The_Fix(string method, string path, string body, string text)
    {
        var answer = await ControlAsync(new HttpMethod(method), path, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(text, answer.Body, StringComparison.Ordinal);
        Assert.Equal(new EmulatorSettings(), emulator.Host.Settings);
        Assert.Empty(emulator.Host.Faults.Rules);
    }

    [Fact]
    public async Task Switches_Not_Named_Stay_As_They_Are()
    {
        await ControlAsync(HttpMethod.Put, "settings", """{"narrowScope":true,"refreshGrace":"00:01:00"}""");
        var answer = await ControlAsync(HttpMethod.Put, "settings", """{"rateLimit":5,"redirectMatch":"prefix"}""");

        Assert.True((bool)answer.Json["narrowScope"]!);
        Assert.Equal(new EmulatorSettings { NarrowScope = true, RefreshGrace = TimeSpan.FromMinutes(1), RateLimit = 5, RedirectMatch = RedirectMatch.Prefix }, emulator.Host.Settings);
    }

    [Fact]
    public async Task Faults_Tell_Their_Hits_And_Do_Not_Touch_The_Control_Addresses()
    {
        await ControlAsync(HttpMethod.Put, "faults", """[{"name":"all down","status":503}]""");
        await emulator.ApiAsAsync("amelia", "user");

        var rules = await ControlAsync(HttpMethod.Get, "faults");

        Assert.Equal(1, (int)rules.Json[0]!["hits"]!);
        Assert.Equal("all down", emulator.Host.Journal.Entries.First(entry => entry.Side == EmulatorSide.Api).Fault);
        Assert.Equal(HttpStatusCode.NoContent, (await ControlAsync(HttpMethod.Delete, "faults")).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsAsync("amelia", "user")).Status);
    }

    [Fact]
    public async Task Another_Client_Secret_Counts_From_Now_On_And_A_Reset_Brings_Back_The_First()
    {
        var tokens = emulator.Host.IssueTokens("amelia");

        var change = await ControlAsync(HttpMethod.Put, "clients", """{"clientId":"demo-client","clientSecret":"another-secret"}""");
        var refused = await emulator.RefreshAsync(tokens.RefreshToken!);
        emulator.Host.ChangeClientSecret("demo-client", "demo-secret");
        var granted = await emulator.RefreshAsync(tokens.RefreshToken!);
        emulator.Host.ChangeClientSecret("demo-client", "another-secret");
        emulator.Host.Reset();

        Assert.Equal(HttpStatusCode.OK, change.Status);
        Assert.Equal((HttpStatusCode.BadRequest, "unauthorized_client"), (refused.Status, refused.Text("error")));
        Assert.Equal(HttpStatusCode.OK, granted.Status);
        Assert.Equal("demo-secret", emulator.Host.Clients[0].ClientSecret);
    }

    [Fact]
    public async Task Reset_Ends_Tokens_Consents_Faults_Switches_And_The_Moved_Clock()
    {
        var tokens = emulator.Host.IssueTokens("amelia");
        emulator.Host.Settings = emulator.Host.Settings with { NarrowScope = true };
        emulator.Host.Faults.Add(new() { Status = 500 });
        emulator.Host.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(HttpStatusCode.NoContent, (await ControlAsync(HttpMethod.Post, "reset")).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await emulator.ApiAsync("user", tokens.AccessToken)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await emulator.RefreshAsync(tokens.RefreshToken!)).Status);
        Assert.False(emulator.Host.RevokeAuthorization("amelia"));
        Assert.Equal(new EmulatorSettings(), emulator.Host.Settings);
        Assert.Equal(TimeSpan.Zero, emulator.Host.Clock.Offset);
    }

    [Fact]
    public async Task People_Are_Listed_With_What_A_Script_Needs()
    {
        var people = (await ControlAsync(HttpMethod.Get, "people")).Json.AsArray();

        var amelia = people[0]!;
        Assert.Equal("amelia", (string?)amelia["username"]);
        Assert.Equal(["northlight", "atelier", "ghost", "amelia"], amelia["workspaces"]!.AsArray().Select(workspace => (string?)workspace!["slug"]));
        Assert.All(people, person => Assert.NotEmpty((string)person!["purpose"]!));
    }

    [Fact]
    public async Task A_Foreign_Page_Cannot_Steer_The_Emulator_Through_A_Browser()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(emulator.Host.WebAddress, "emulator/reset"));
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        emulator.Host.Settings = emulator.Host.Settings with { NarrowScope = true };

        Assert.Equal(HttpStatusCode.Forbidden, (await emulator.SendAsync(request)).Status);
        Assert.True(emulator.Host.Settings.NarrowScope);
    }

    [Fact]
    public void From_Code_Wrong_Settings_And_Faults_Are_Refused_Too()
    {
        Assert.Throws<ControlException>(() => emulator.Host.Settings = emulator.Host.Settings with { RateLimit = -1 });
        Assert.Throws<ControlException>(() => emulator.Host.Faults.Add(new() { PathPrefix = "/2.0" }));
    }

    private async Task<JsonAnswer> ControlAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(emulator.Host.WebAddress, $"emulator/{path}"));
        if (!string.IsNullOrEmpty(body))
            request.Content = new StringContent(body);
        return await emulator.SendAsync(request);
    }
}
