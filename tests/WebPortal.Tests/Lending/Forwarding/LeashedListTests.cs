using System.Net;
using System.Text.Json;
using WebPortal.Lending;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Lending.Forwarding;

/// <summary>The leash at the pass-through: what it does not allow is refused where it is named, and absent where it would be listed.</summary>
[Trait("Level", "Integration")]
public sealed class LeashedListTests(PassThroughFixture fixture) : IClassFixture<PassThroughFixture>
{
    private static readonly string[][] Leashes =
    [
        ["northlight/open-labels"], ["northlight/*-api"], ["northlight/project:*A*"], ["northlight"], ["amelia/*"], ["northlight/open-labels", "amelia"], ["*/open-labels"], ["north*/*e*"], ["nowhere"],
    ];

    private static readonly string[] Lists =
    [
        "repositories/northlight?pagelen=100", "repositories/northlight?pagelen=100&sort=-updated_on&page=2", "repositories/amelia?pagelen=100", "user/workspaces?pagelen=100",
        "user/workspaces/northlight/permissions/repositories?pagelen=100", "workspaces/northlight/projects?pagelen=100", "workspaces/northlight/pullrequests/{user}?pagelen=50",
    ];

    private static readonly string[] Details = ["", "/refs", "/refs/branches", "/commits", "/src/BRANCH/", "/diff/BRANCH", "/pullrequests", "/pipelines"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PortalApp Portal => fixture.Portal;

    [Fact]
    public async Task Nothing_Outside_A_Leash_Shows_In_Any_List_Or_Detail()
    {
        Portal.Emulator.Settings = Portal.Emulator.Settings with { RateLimit = 0 };
        var names = Portal.Emulator.World.Workspaces.SelectMany(workspace => workspace.Repositories).Select(repository => (repository.Workspace.Slug, Project: repository.Project.Key, repository.FullName)).ToArray();
        var user = Uri.EscapeDataString(Portal.Emulator.World.FindPerson(Seeds.Person)!.BracedUuid);
        var (asked, leaks, shown) = (0, new List<string>(), 0);
        foreach (var patterns in Leashes)
        {
            using var tool = await TokenHolder.IssueAsync(Portal, patterns);
            var leash = LeashReader.Read(new LeashTerms(patterns, [.. LeashOperations.All], [], null), DateTimeOffset.MaxValue).Leash!;
            var forbidden = names.Where(name => !leash.Allows(LeashOperations.ReadRepositories, name.Slug, name.Project, name.FullName.Split('/')[1])).Select(name => name.FullName).ToHashSet();
            foreach (var address in Lists.Select(list => list.Replace("{user}", user, StringComparison.Ordinal)).Concat(Sample(names)))
            {
                asked++;
                using var answer = await tool.GetAsync(address);
                var text = await answer.Content.ReadAsStringAsync(Cancellation);
                if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    Portal.Clock.Advance(TimeSpan.FromMinutes(62));
                    continue;
                }

                if (answer.StatusCode == HttpStatusCode.Forbidden)
                {
                    Assert.True(text.Contains("missingAllowance", StringComparison.Ordinal) || text.Contains("required", StringComparison.Ordinal), $"{address}: {text}");
                    continue;
                }

                Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{string.Join(' ', patterns)} {address}: {answer.StatusCode}");
                var found = answer.Content.Headers.ContentType?.MediaType == "application/json" ? FullNames(JsonDocument.Parse(text).RootElement).ToArray() : [];
                shown += found.Length;
                leaks.AddRange(found.Where(forbidden.Contains).Select(name => $"{string.Join(' ', patterns)} {address}: {name}"));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Leashes.Length} leashes, {asked} questions, {shown} repositories named, {leaks.Count} leaks");
        Assert.Equal([], leaks.Take(10));
        Assert.True(shown > 500, $"{shown}");
    }

    [Fact]
    public async Task A_List_Under_A_Leash_Has_What_Is_Allowed_And_No_Count_Of_The_Rest()
    {
        using var tool = await TokenHolder.IssueAsync(Portal, ["northlight/open-labels"]);
        var names = new List<string>();
        var pages = 0;
        for (var next = "repositories/northlight?pagelen=100"; next is not null; pages++)
        {
            var page = await tool.ReadAsync(next);
            Assert.False(page.TryGetProperty("size", out _));
            names.AddRange(page.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("full_name").GetString()!));
            next = page.TryGetProperty("next", out var link) ? link.GetString() : null;
        }

        Assert.Equal(["northlight/open-labels"], names);
        Assert.Equal(13, pages);
        Assert.Equal(["northlight"], (await tool.ReadAsync("user/workspaces")).GetProperty("values").EnumerateArray().Select(value => value.GetProperty("workspace").GetProperty("slug").GetString()));
    }

    [Theory]
    [InlineData("repositories/northlight/payments-gw", "repository")]
    [InlineData("repositories/amelia", "workspace")]
    [InlineData("repositories/northlight?q=name%20~%20%22x%22", "all repositories of the workspace")]
    [InlineData("repositories/northlight?fields=values.name", "all repositories")]
    [InlineData("user/workspaces?fields=values.workspace.name", "all repositories")]
    [InlineData("repositories/northlight/open-labels/commits", "operation commits.read")]
    [InlineData("user", "operation user.read")]
    public async Task A_Refusal_Names_What_Is_Missing(string below, string missing)
    {
        using var tool = await TokenHolder.IssueAsync(Portal, ["northlight/open-labels"], [LeashOperations.ReadRepositories, LeashOperations.ReadWorkspaces]);
        var calls = Portal.Emulator.Journal.Count;
        using var answer = await tool.GetAsync(below);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(missing, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("missingAllowance").GetString());
        Assert.Equal(calls, Portal.Emulator.Journal.Count);
    }

    [Fact]
    public async Task An_Id_In_The_Place_Of_A_Name_Loosens_No_Leash()
    {
        var repository = Portal.Emulator.World.FindWorkspace("northlight")!.FindRepository("payments-gw")!;
        foreach (var pattern in new[] { "northlight/*0*", "northlight/open-labels", "northlight/*-*", "*/open-labels" })
        {
            using var tool = await TokenHolder.IssueAsync(Portal, [pattern], [LeashOperations.ReadRepositories]);
            foreach (var workspace in new[] { "northlight", Portal.Emulator.World.FindWorkspace("northlight")!.BracedUuid, "{}" })
            {
                using var answer = await tool.GetAsync($"repositories/{Uri.EscapeDataString(workspace)}/{Uri.EscapeDataString(repository.BracedUuid)}");
                Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{pattern} {workspace}: {answer.StatusCode}");
            }
        }

        using var whole = await TokenHolder.IssueAsync(Portal, ["northlight"], [LeashOperations.ReadRepositories]);
        Assert.Equal(repository.FullName, (await whole.ReadAsync($"repositories/northlight/{Uri.EscapeDataString(repository.BracedUuid)}")).GetProperty("full_name").GetString());
    }

    [Fact]
    public async Task A_Share_Ends_Before_Bitbucket_Is_Asked_And_Says_Where_It_Stands()
    {
        using var tool = await TokenHolder.IssueAsync(Portal, hourlyCalls: 3);
        for (var left = 2; left >= 0; left--)
        {
            using var answer = await tool.GetAsync("repositories/northlight/open-labels");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("\"token\";q=3;w=3600, \"person\";q=800;w=3600", Assert.Single(answer.Headers.GetValues("RateLimit-Policy")));
            Assert.StartsWith($"\"token\";r={left};t=", Assert.Single(answer.Headers.GetValues("RateLimit")), StringComparison.Ordinal);
        }

        var calls = Portal.Emulator.Journal.Count;
        using var refused = await tool.GetAsync("repositories/northlight/open-labels");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 3500, 3600);
        Assert.Equal(calls, Portal.Emulator.Journal.Count);
        Portal.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.OK, (await tool.GetAsync("repositories/northlight/open-labels")).StatusCode);
    }

    private IEnumerable<string> Sample((string Slug, string Project, string FullName)[] names) =>
        from name in names.Where(name => name.Slug == "northlight").Take(6)
        let branch = Portal.Emulator.World.FindWorkspace("northlight")!.FindRepository(name.FullName.Split('/')[1])!.MainBranch
        from detail in Details
        select $"repositories/{name.FullName}{detail.Replace("BRANCH", branch, StringComparison.Ordinal)}";

    private static IEnumerable<string> FullNames(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(FullNames),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member is { Name: "full_name", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : FullNames(member.Value)),
        _ => [],
    };
}
