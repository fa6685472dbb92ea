using System.Net;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>Statements 26 to 28 and 32 to 35 of the facts: what the API shows to whom.</summary>
[Trait("Level", "Integration")]
public sealed class DataStatementTests : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorFixture emulator;

    public DataStatementTests(EmulatorFixture emulator)
    {
        this.emulator = emulator;
        emulator.Host.Reset();
    }

    [Theory]
    [InlineData("repositories")]
    [InlineData("repositories?role=member")]
    [InlineData("workspaces")]
    [InlineData("user/permissions/workspaces")]
    [InlineData("user/permissions/repositories")]
    public async Task Statement_26_Removed_Operations_Answer_410_With_The_Recorded_Body(string path)
    {
        var answer = await emulator.ApiAsAsync("amelia", path);

        Assert.Equal(HttpStatusCode.Gone, answer.Status);
        Assert.Equal("CHANGE-2770 - Functionality has been deprecated", answer.Message);
        Assert.Equal("Please read the changelog entry for more details.", (string?)answer.Json["error"]!["detail"]);
        Assert.EndsWith("#CHANGE-2770", (string?)answer.Json["data"]!["announcement_url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statement_27_Workspace_Entries_Have_Exactly_The_Documented_Shape()
    {
        var entry = (await emulator.ApiAsAsync("amelia", "user/workspaces")).Values[0]!.AsObject();

        Assert.Equal(["administrator", "type", "workspace"], entry.Select(pair => pair.Key).Order());
        Assert.Equal(["links", "slug", "type", "uuid"], entry["workspace"]!.AsObject().Select(pair => pair.Key).Order());
        Assert.Equal(["avatar", "self"], entry["workspace"]!["links"]!.AsObject().Select(pair => pair.Key).Order());
        Assert.Equal("workspace_access", (string?)entry["type"]);
        Assert.Equal("workspace_base", (string?)entry["workspace"]!["type"]);
    }

    [Theory]
    [InlineData("", new[] { "northlight", "atelier", "ghost", "amelia" })]
    [InlineData("?administrator=true", new[] { "northlight", "amelia" })]
    [InlineData("?administrator=false", new[] { "atelier", "ghost" })]
    [InlineData("?sort=-workspace.slug", new[] { "northlight", "ghost", "atelier", "amelia" })]
    [InlineData("?q=workspace.slug%3D%22ghost%22", new[] { "ghost" })]
    public async Task Statement_27_Workspaces_Are_Filtered_By_Administrator_And_Slug(string query, string[] slugs)
    {
        var answer = await emulator.ApiAsAsync("amelia", "user/workspaces" + query);

        Assert.Equal(slugs, answer.Values.Select(entry => (string?)entry!["workspace"]!["slug"]));
    }

    [Fact]
    public async Task Statement_28_Slugs_And_Uuids_And_The_Empty_Workspace_And_Trailing_Slashes_All_Find_A_Repository()
    {
        var token = emulator.Host.IssueTokens("amelia").AccessToken;
        var repository = emulator.Host.World.FindWorkspace("northlight")!.FindRepository("payments-gw")!;
        var (workspaceUuid, uuid) = (Uri.EscapeDataString(repository.Workspace.BracedUuid), Uri.EscapeDataString(repository.BracedUuid));

        foreach (var path in new[] { "northlight/payments-gw", $"northlight/{uuid}", $"{workspaceUuid}/payments-gw", $"{workspaceUuid}/{uuid}/", $"%7B%7D/{uuid}", "northlight/payments-gw/" })
        {
            var answer = await emulator.ApiAsync($"repositories/{path}", token);
            Assert.Equal("northlight/payments-gw", answer.Text("full_name"));
            Assert.Matches("^\\{[0-9a-f-]{36}\\}$", answer.Text("uuid"));
        }

        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsync($"workspaces/{workspaceUuid}", token)).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsync("user/", token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await emulator.ApiAsync("repositories/northlight/%257Bx%257D", token)).Status);
    }

    [Fact]
    public async Task Statement_32_Repository_Objects_Have_Every_Recorded_Key()
    {
        var repository = (await emulator.ApiAsAsync("amelia", "repositories/northlight/payments-gw")).Json.AsObject();

        Assert.Empty(RecordedShapes.MissingFrom(repository, RecordedShapes.Repository));
        Assert.Null(repository["parent"]);
        Assert.Null(repository["enforced_signed_commits"]);
        Assert.Equal("branch", (string?)repository["mainbranch"]!["type"]);
    }

    [Theory]
    [InlineData("northlight/new-idea")]
    [InlineData("northlight/empty-public")]
    public async Task Statement_32_An_Empty_Repository_Has_No_Main_Branch_And_No_Commits(string path)
    {
        var token = emulator.Host.IssueTokens("amelia").AccessToken;

        var repository = await emulator.ApiAsync($"repositories/{path}", token);

        Assert.True(repository.Json.AsObject().ContainsKey("mainbranch"));
        Assert.Null(repository.Json["mainbranch"]);
        Assert.Empty((await emulator.ApiAsync($"repositories/{path}/commits", token)).Values);
        Assert.Empty((await emulator.ApiAsync($"repositories/{path}/refs", token)).Values);
    }

    [Theory]
    [InlineData("amelia", "amelia@")]
    [InlineData("bogdan", "bogdan@")]
    [InlineData(null, "")]
    public async Task Statement_32_The_Https_Clone_Link_Carries_The_Callers_Name(string? person, string user)
    {
        var token = person is null ? null : emulator.Host.IssueTokens(person).AccessToken;

        var clone = (await emulator.ApiAsync("repositories/northlight/open-labels", token)).Json["links"]!["clone"]!.AsArray();

        Assert.Equal($"http://{user}{emulator.Host.WebAddress.Authority}/northlight/open-labels.git", (string?)clone[0]!["href"]);
        Assert.Equal("https", (string?)clone[0]!["name"]);
        Assert.Equal("ssh", (string?)clone[1]!["name"]);
    }

    [Fact]
    public async Task Statement_33_The_People_Have_The_Oddities_That_Matter()
    {
        var unconfirmed = (await emulator.ApiAsAsync("farid", "user/emails")).Values[0]!;
        Assert.True((bool)unconfirmed["is_primary"]!);
        Assert.False((bool)unconfirmed["is_confirmed"]!);
        Assert.Empty((await emulator.ApiAsAsync("greta", "user/emails")).Values);
        Assert.Equal((await emulator.ApiAsAsync("hana", "user")).Text("nickname"), (await emulator.ApiAsAsync("iris", "user")).Text("nickname"));
        Assert.Empty((await emulator.ApiAsAsync("elif", "user/workspaces")).Values);
        Assert.Equal(40, (int)(await emulator.ApiAsAsync("daphne", "user/workspaces")).Json["size"]!);
    }

    [Fact]
    public async Task Statement_33_The_Workspaces_Have_The_Oddities_That_Matter()
    {
        var token = emulator.Host.IssueTokens("amelia").AccessToken;

        Assert.Equal("Payments Gateway (legacy name)", (await emulator.ApiAsync("repositories/northlight/payments-gw", token)).Text("name"));
        Assert.Equal(1_240, (int)(await emulator.ApiAsync("repositories/northlight", token)).Json["size"]!);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await emulator.ApiAsync("repositories/ghost", token)).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await emulator.ApiAsAsync("bogdan", "repositories/ghost")).Status);
    }

    [Theory]
    [InlineData("chidi", "repositories/northlight/board-minutes")]
    [InlineData("amelia", "repositories/vault/billing-api")]
    [InlineData("elif", "repositories/northlight/payments-gw")]
    public async Task Statement_33_An_Invisible_Private_Repository_Answers_Like_A_Missing_One(string person, string path)
    {
        var answer = await emulator.ApiAsAsync(person, path);
        var missing = await emulator.ApiAsAsync(person, "repositories/northlight/does-not-exist");

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.StartsWith("You may not have access to this repository or it no longer exists", answer.Message, StringComparison.Ordinal);
        Assert.Equal(missing.Body, answer.Body);
    }

    [Fact]
    public async Task Statement_33_A_Read_Only_Member_Sees_One_Repository_Less_And_Only_Reads()
    {
        var token = emulator.Host.IssueTokens("chidi").AccessToken;

        Assert.Equal(1_239, (int)(await emulator.ApiAsync("repositories/northlight", token)).Json["size"]!);
        Assert.Equal(0, (int)(await emulator.ApiAsync("repositories/northlight?role=contributor", token)).Json["size"]!);
        var permissions = await emulator.ApiAsync("user/workspaces/northlight/permissions/repositories?pagelen=100", token);
        Assert.All(permissions.Each("permission"), permission => Assert.Equal("read", permission));
    }

    [Fact]
    public async Task Statement_34_Only_Ones_Own_User_Object_Has_A_Username()
    {
        var self = await emulator.ApiAsAsync("amelia", "user");
        var other = await emulator.ApiAsAsync("bogdan", $"users/{Uri.EscapeDataString(self.Text("uuid"))}");
        var byName = await emulator.ApiAsAsync("bogdan", "users/amelia");
        var members = await emulator.ApiAsAsync("bogdan", "workspaces/northlight/members");

        Assert.Equal("amelia", self.Text("username"));
        Assert.Equal(self.Text("display_name"), other.Text("display_name"));
        Assert.False(other.Json.AsObject().ContainsKey("username"));
        Assert.Equal(HttpStatusCode.NotFound, byName.Status);
        Assert.All(members.Values, member => Assert.False(member!["user"]!.AsObject().ContainsKey("username")));
    }

    [Theory]
    [InlineData("no/such/path", "Resource not found")]
    [InlineData("users", "Resource not found")]
    [InlineData("repositories/nowhere", "No workspace with identifier 'nowhere'.")]
    [InlineData("repositories/nowhere/x", "No workspace with identifier 'nowhere'.")]
    [InlineData("workspaces/nowhere", "No workspace with identifier 'nowhere'.")]
    [InlineData("workspaces/vault", "No workspace with identifier 'vault'.")]
    [InlineData("repositories/northlight/payments-gw/src/0000000/x", "Commit not found")]
    [InlineData("repositories/northlight/payments-gw/src/master/nothing/here", "No such file or directory: nothing/here")]
    public async Task Statement_35_Unknown_Paths_Workspaces_And_Repositories_Have_Their_Own_404_Texts(string path, string message)
    {
        var answer = await emulator.ApiAsAsync("amelia", path);

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal("error", answer.Text("type"));
        Assert.Equal(message, answer.Message);
    }
}
