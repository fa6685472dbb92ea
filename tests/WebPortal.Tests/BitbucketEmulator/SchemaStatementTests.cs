using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>Statement 38 of the facts: every 200 body has the documented shape.</summary>
[Trait("Level", "Integration")]
public sealed class SchemaStatementTests : IClassFixture<EmulatorFixture>
{
    private const string Repository = "repositories/northlight/payments-gw";
    private const string RepositoryTemplate = "/repositories/{workspace}/{repo_slug}";

    private readonly EmulatorFixture emulator;

    public SchemaStatementTests(EmulatorFixture emulator)
    {
        this.emulator = emulator;
        emulator.Host.Reset();
        emulator.Host.Settings = emulator.Host.Settings with { RateLimit = 0 };
    }

    /// <summary>Path, the description's path, and the name of the expected shape.</summary>
    public static TheoryData<string, string, string> Operations => new()
    {
        { "user", "/user", nameof(RecordedShapes.Self) },
        { "user/emails", "/user/emails", nameof(RecordedShapes.Email) },
        { "user/emails/amelia@northlight.example", "/user/emails/{email}", nameof(RecordedShapes.Email) },
        { "user/workspaces", "/user/workspaces", nameof(RecordedShapes.WorkspaceAccess) },
        { "user/workspaces/northlight/permission", "/user/workspaces/{workspace}/permission", nameof(RecordedShapes.Membership) },
        { "user/workspaces/northlight/permissions/repositories?pagelen=100", "/user/workspaces/{workspace}/permissions/repositories", nameof(RecordedShapes.RepositoryPermission) },
        { "workspaces/northlight", "/workspaces/{workspace}", nameof(RecordedShapes.Workspace) },
        { "workspaces/northlight/members", "/workspaces/{workspace}/members", nameof(RecordedShapes.Membership) },
        { "workspaces/northlight/projects", "/workspaces/{workspace}/projects", nameof(RecordedShapes.Project) },
        { "workspaces/atelier/projects/XSS", "/workspaces/{workspace}/projects/{project_key}", nameof(RecordedShapes.Project) },
        { "repositories/northlight?pagelen=100", "/repositories/{workspace}", nameof(RecordedShapes.Repository) },
        { "repositories/northlight?pagelen=100&page=7", "/repositories/{workspace}", nameof(RecordedShapes.Repository) },
        { "repositories/atelier?pagelen=100", "/repositories/{workspace}", nameof(RecordedShapes.Repository) },
        { "repositories/amelia", "/repositories/{workspace}", nameof(RecordedShapes.Repository) },
        { Repository, RepositoryTemplate, nameof(RecordedShapes.Repository) },
        { $"{Repository}/refs/branches", $"{RepositoryTemplate}/refs/branches", nameof(RecordedShapes.Branch) },
        { $"{Repository}/refs/branches/master", $"{RepositoryTemplate}/refs/branches/{{name}}", nameof(RecordedShapes.Branch) },
        { "repositories/amelia/billing-api/refs/tags", $"{RepositoryTemplate}/refs/tags", nameof(RecordedShapes.Tag) },
        { $"{Repository}/commits", $"{RepositoryTemplate}/commits", nameof(RecordedShapes.Commit) },
        { $"{Repository}/commits/master", $"{RepositoryTemplate}/commits/{{revision}}", nameof(RecordedShapes.Commit) },
        { $"{Repository}/pullrequests?state=OPEN&state=MERGED&state=DECLINED", $"{RepositoryTemplate}/pullrequests", nameof(RecordedShapes.PullRequest) },
        { $"{Repository}/pullrequests/1", $"{RepositoryTemplate}/pullrequests/{{pull_request_id}}", nameof(RecordedShapes.PullRequest) },
        { $"{Repository}/src/master/?max_depth=5&pagelen=100", $"{RepositoryTemplate}/src/{{commit}}/{{path}}", nameof(RecordedShapes.TreeEntry) },
        { $"{Repository}/pipelines", $"{RepositoryTemplate}/pipelines", nameof(RecordedShapes.Pipeline) },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Statement_38_Every_200_Body_Has_The_Documented_Shape(string path, string template, string shape)
    {
        var token = emulator.Host.IssueTokens("amelia", clientId: "everything", scopes: "account email repository project pullrequest pipeline webhook").AccessToken;

        var answer = await emulator.ApiAsync(path, token);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        AssertShape(answer.Json, ShapeOf(shape));
        Assert.Empty(PublishedDescription.Load()?.Complaints(template, answer.Json) ?? []);
    }

    [Fact]
    public async Task Statement_38_A_Persons_Pull_Requests_Across_A_Workspace_Have_The_Documented_Shape()
    {
        var author = emulator.Host.World.FindPerson("bogdan")!;

        var answer = await emulator.ApiAsAsync("amelia", $"workspaces/northlight/pullrequests/{Uri.EscapeDataString(author.BracedUuid)}?pagelen=50");

        Assert.NotEmpty(answer.Values);
        AssertShape(answer.Json, RecordedShapes.PullRequest);
        Assert.Empty(PublishedDescription.Load()?.Complaints("/workspaces/{workspace}/pullrequests/{selected_user}", answer.Json) ?? []);
    }

    [Fact]
    public async Task Statement_38_The_Empty_Page_Of_Hooks_Has_The_Documented_Shape()
    {
        var token = emulator.Host.IssueTokens("amelia", "webhook", "everything").AccessToken;

        var answer = await emulator.ApiAsync($"{Repository}/hooks", token);

        Assert.Empty(answer.Values);
        Assert.Equal((10, 1, 0), ((int)answer.Json["pagelen"]!, (int)answer.Json["page"]!, (int)answer.Json["size"]!));
        Assert.Empty(PublishedDescription.Load()?.Complaints($"{RepositoryTemplate}/hooks", answer.Json) ?? []);
    }

    [Fact]
    public void Statement_38_The_Own_Table_Notices_A_Missing_Key_A_Wrong_Type_And_A_Null()
    {
        var email = JsonNode.Parse("""{"type":"email","email":null,"is_primary":"yes","links":{"self":{"href":"x"}}}""")!;

        Assert.Equal(["email: string", "is_primary: boolean", "is_confirmed: boolean"], RecordedShapes.MissingFrom(email, RecordedShapes.Email));
    }

    private static void AssertShape(JsonNode body, string[] shape)
    {
        if (body["values"] is not JsonArray values)
        {
            Assert.Empty(RecordedShapes.MissingFrom(body, shape));
            return;
        }

        Assert.InRange((int)body["pagelen"]!, 1, 100);
        Assert.NotEmpty(values);
        Assert.All(values, value => Assert.Empty(RecordedShapes.MissingFrom(value!, shape)));
    }

    private static string[] ShapeOf(string name) =>
        (string[])typeof(RecordedShapes).GetField(name)!.GetValue(null)!;
}
