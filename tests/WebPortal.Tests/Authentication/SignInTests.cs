using System.Net;
using BitbucketEmulator.Control;
using Microsoft.EntityFrameworkCore;
using WebPortal.Connections;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Authentication;

/// <summary>Who may sign in, what is stored of them, and what odd answers lead to.</summary>
[Trait("Level", "Integration")]
public sealed class SignInTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Person_Is_Keyed_By_Uuid_And_Stored_With_Account_Id_And_Confirmed_Address()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.NewVisitor().SignInAsync(Seeds.Person);
        await portal.NewVisitor().SignInAsync(Seeds.Person);

        var expected = portal.Emulator.World.FindPerson(Seeds.Person)!;
        await using var database = portal.OpenDatabase();
        var user = await database.Users.SingleAsync(Cancellation);
        Assert.Equal((expected.Uuid.ToString("B"), expected.AccountId, expected.DisplayName, "amelia@northlight.example"), (user.BitbucketUuid, user.AccountId, user.DisplayName, user.Email));
        Assert.Equal(1, await database.Connections.CountAsync(Cancellation));
    }

    [Theory]
    [InlineData("farid")]
    [InlineData("greta")]
    public async Task An_Unconfirmed_Or_Absent_Address_Is_None_And_Sign_In_Works(string person)
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.NewVisitor().SignInAsync(person);

        await using var database = portal.OpenDatabase();
        Assert.Null((await database.Users.SingleAsync(Cancellation)).Email);
    }

    [Fact]
    public async Task Only_Members_Of_An_Allowed_Workspace_Sign_In()
    {
        await using var portal = await PortalApp.StartAsync(settings: [("Access:AllowAnyAccount", "false"), ("Access:AllowedWorkspaces:0", "Northlight")]);

        Assert.Equal("/repositories", await portal.NewVisitor().SignInAsync(Seeds.Person));
        Assert.Equal("/signin?reason=not-a-member", await portal.NewVisitor().SignInAsync("kofi"));
        Assert.Equal("/signin?reason=not-a-member", await portal.NewVisitor().SignInAsync("elif"));

        await using var database = portal.OpenDatabase();
        Assert.Equal(1, await database.Users.CountAsync(Cancellation));
        Assert.Equal(1, await database.Sessions.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_Missing_Account_Scope_Is_Named_And_Leaves_No_Half_Made_Account()
    {
        await using var portal = await PortalApp.StartAsync();
        portal.Emulator.Faults.Add(new FaultRule
        {
            PathPrefix = "/2.0/user", Status = 403, ContentType = "application/json",
            Body = """{"type":"error","error":{"message":"m","detail":{"required":["account"],"granted":[]}}}""",
        });

        Assert.Equal("/signin?reason=account-scope-missing", await portal.NewVisitor().SignInAsync(Seeds.Person));

        await using var database = portal.OpenDatabase();
        Assert.Equal(0, await database.Users.CountAsync(Cancellation));
    }

    [Theory]
    [InlineData("""{"access_token":"TOKEN","token_type":"mac"}""", "unusable-answer")]
    [InlineData("""{"access_token":"TOKEN","access_token":"TOKEN","token_type":"bearer"}""", "unusable-answer")]
    [InlineData("<html>maintenance</html>", "unavailable")]
    [InlineData("""{"token_type":"bearer"}""", "unusable-answer")]
    public async Task An_Unusable_Token_Answer_Ends_On_A_Page(string body, string reason)
    {
        await using var portal = await PortalApp.StartAsync();
        portal.Emulator.Faults.Add(new FaultRule { PathPrefix = "/site/oauth2/access_token", Status = 200, ContentType = "application/json", Body = body });

        Assert.Equal($"/signin?reason={reason}", await portal.NewVisitor().SignInAsync(Seeds.Person));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"expires_in\":0")]
    [InlineData(",\"expires_in\":-1")]
    [InlineData(",\"expires_in\":9223372036854775808")]
    [InlineData(",\"expires_in\":1e12,\"token_type\":\"BEARER\"")]
    public async Task An_Odd_But_Usable_Token_Answer_Signs_In(string extra)
    {
        await using var portal = await PortalApp.StartAsync();
        var tokens = portal.Emulator.IssueTokens(Seeds.Person);
        var type = extra.Contains("token_type", StringComparison.Ordinal) ? "" : ",\"token_type\":\"bearer\"";
        portal.Emulator.Faults.Add(new FaultRule
        {
            PathPrefix = "/site/oauth2/access_token", Status = 200, ContentType = "application/json",
            Body = $$"""{"access_token":"{{tokens.AccessToken}}"{{type}}{{extra}}}""",
        });

        Assert.Equal("/repositories", await portal.NewVisitor().SignInAsync(Seeds.Person));
        await using var database = portal.OpenDatabase();
        var left = (await database.Connections.SingleAsync(Cancellation)).AccessTokenExpiresAt - portal.Clock.GetUtcNow();
        Assert.InRange(left, TimeSpan.FromMinutes(50), TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task A_Wrong_Client_Secret_Is_Told_From_A_Bad_Code()
    {
        await using var portal = await PortalApp.StartAsync(settings: ("Bitbucket:ClientSecret", "wrong"));
        Assert.Equal("/signin?reason=client-refused", await portal.NewVisitor().SignInAsync(Seeds.Person));
    }

    [Fact]
    public async Task A_New_Sign_In_Begins_A_New_Session_And_Ends_The_One_Before()
    {
        await using var portal = await PortalApp.StartAsync();
        var visitor = portal.NewVisitor();
        await visitor.SignInAsync(Seeds.Person);
        var first = new Dictionary<string, string>(visitor.Cookies);
        await visitor.SignInAsync("hana");

        var old = portal.NewVisitor();
        foreach (var (name, value) in first)
        {
            old.Cookies[name] = value;
        }

        Assert.Equal(HttpStatusCode.Found, (await old.GetAsync("/account")).StatusCode);
        Assert.Contains("高橋", (await visitor.ReadPageAsync("/account")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "account email")]
    [InlineData(true, "account email")]
    public async Task A_Narrower_Grant_Is_Compared_Under_Either_Key(bool legacy, string granted)
    {
        await using var portal = await PortalApp.StartAsync();
        portal.Emulator.Settings = portal.Emulator.Settings with { LegacyTokenAnswer = legacy };
        portal.Emulator.Clients[0].Scopes = granted;

        await portal.NewVisitor().SignInAsync(Seeds.Person);

        await using var database = portal.OpenDatabase();
        var connection = await database.Connections.SingleAsync(Cancellation);
        var status = await portal.Get<ConnectionStatusReader>().FindAsync(connection.Id, Cancellation);
        Assert.Equal(["repository"], status!.MissingScopes);
    }
}
