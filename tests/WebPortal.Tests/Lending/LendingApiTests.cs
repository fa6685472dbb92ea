using System.Net;
using System.Security.Claims;
using System.Text.Json;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Bitbucket;
using Xunit;
using static WebPortal.Tests.Repositories.CatalogUnderTest;

namespace WebPortal.Tests.Lending;

[Trait("Level", "Unit")]
public sealed class LendingApiTests
{
    [Fact]
    public async Task A_Repository_Has_Exactly_The_Promised_Shape()
    {
        await using var host = await LendingHost.StartForAnnAsync();
        host.Catalog.Workspaces["acme"] = Page(new BitbucketRepository(
            "{r}", "web", "Web <b>", "acme/web", "Überblick", true, "c#", 12, "2026-01-01T00:00:00.123456+00:00", "2026-01-02T01:00:00+01:00",
            new("main"), new("WEB", "Web"), new(null, "acme", "Acme Inc."),
            new(new("https://bitbucket.org/acme/web", null), new("javascript:alert(1)", null), [new("https://ann@bitbucket.org/acme/web.git", "https"), new("git@bitbucket.org:acme/web.git", "ssh")])));

        var response = await host.Client.GetAsync("/api/v1/repositories", TestContext.Current.CancellationToken);

        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            Compact("""
            {
              "items": [ { "fullName": "acme/web", "name": "Web <b>", "slug": "web", "workspace": "acme", "project": "WEB", "description": "Überblick",
                "isPrivate": true, "language": "c#", "sizeBytes": 12, "mainBranch": "main", "updatedAt": "2026-01-02T00:00:00+00:00", "createdAt": "2026-01-01T00:00:00.123456+00:00",
                "links": { "html": "https://bitbucket.org/acme/web", "avatar": null, "clone": { "https": "https://ann@bitbucket.org/acme/web.git", "ssh": "git@bitbucket.org:acme/web.git" } } } ],
              "total": 1,
              "completeness": { "state": "complete", "workspacesRead": 1, "workspacesTotal": 1, "repositoriesRead": 1, "oldestReadAt": "2026-03-01T12:00:00+00:00", "failures": [] }
            }
            """),
            Compact(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Pages_Are_Linked_By_Absolute_Addresses_Until_The_End()
    {
        await using var host = await LendingHost.StartForAnnAsync();
        host.Catalog.Workspaces["acme"] = Page([.. Enumerable.Range(0, 250).Select(number => Repository($"r{number:D3}", $"Repo {number} & more"))]);
        var names = new List<string>();
        string? address = "/api/v1/workspaces/acme/repositories?query=more%20%26&pageSize=100&sort=fullName";
        var calls = 0;
        while (address is not null)
        {
            var page = await ReadAsync(host, address);
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("slug").GetString()!));
            Assert.Equal(250, page.GetProperty("total").GetInt32());
            address = page.TryGetProperty("next", out var next) ? next.GetString() : null;
            Assert.True(address is null || address.StartsWith("http://localhost/api/v1/workspaces/acme/repositories?query=more%20%26&sort=fullName&page=", StringComparison.Ordinal), address);
            calls++;
        }

        Assert.Equal(3, calls);
        Assert.Equal(Enumerable.Range(0, 250).Select(number => $"r{number:D3}"), names);
    }

    [Fact]
    public async Task A_Partial_List_Says_So_And_Why()
    {
        await using var host = await LendingHost.StartForAnnAsync();
        host.Catalog.Workspaces["acme"] = Page(Repository("a"));
        host.Catalog.Workspaces["beta"] = new BitbucketError(BitbucketErrorKind.Gone);

        var completeness = (await ReadAsync(host, "/api/v1/repositories")).GetProperty("completeness");

        Assert.Equal("partial", completeness.GetProperty("state").GetString());
        Assert.Equal((1, 2), (completeness.GetProperty("workspacesRead").GetInt32(), completeness.GetProperty("workspacesTotal").GetInt32()));
        var failure = Assert.Single(completeness.GetProperty("failures").EnumerateArray());
        Assert.Equal("beta", failure.GetProperty("workspace").GetString());
        Assert.Contains("closed this workspace", failure.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workspaces_Are_Listed_Also_When_Their_Repositories_Cannot_Be_Read()
    {
        await using var host = await LendingHost.StartForAnnAsync();
        host.Catalog.Workspaces["acme"] = new BitbucketError(BitbucketErrorKind.Unavailable);
        host.Catalog.Workspaces["beta"] = new BitbucketError(BitbucketErrorKind.Unavailable);

        var answer = await ReadAsync(host, "/api/v1/workspaces?pageSize=1");

        Assert.Equal(2, answer.GetProperty("total").GetInt32());
        Assert.Equal("acme", Assert.Single(answer.GetProperty("items").EnumerateArray()).GetProperty("slug").GetString());
        Assert.EndsWith("/api/v1/workspaces?page=2&pageSize=1", answer.GetProperty("next").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/repositories?page=0", "page must be")]
    [InlineData("/api/v1/repositories?pageSize=1001", "pageSize must be a whole number from 1 to 1000")]
    [InlineData("/api/v1/repositories?sort=x&visibility=y", "visibility must be public or private")]
    [InlineData("/api/v1/repositories?color=red", "It takes query, language, project, visibility, sort, page, pageSize")]
    [InlineData("/api/v1/repositories?page=1&page=2", "more than once")]
    [InlineData("/api/v1/workspaces?query=x", "It takes page, pageSize")]
    [InlineData("/api/v1/me?x", "takes no parameters")]
    public async Task A_Wrong_Parameter_Is_400_And_Names_The_Fix(string address, string detail)
    {
        await using var host = await LendingHost.StartForAnnAsync();

        var problem = await ReadProblemAsync(host, address, HttpStatusCode.BadRequest, "invalid-parameters");

        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(host.Catalog.Calls);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("a%20b")]
    [InlineData("..%2f..")]
    [InlineData("%0d%0a")]
    public async Task A_Workspace_That_Is_Not_The_Persons_Is_404(string workspace)
    {
        await using var host = await LendingHost.StartForAnnAsync();
        host.Catalog.Workspaces["acme"] = Page(Repository("a"));

        await ReadProblemAsync(host, $"/api/v1/workspaces/{workspace}/repositories", HttpStatusCode.NotFound, "workspace-not-found");
        Assert.All(host.Catalog.Calls, call => Assert.True(call is "*" or "acme"));
    }

    [Fact]
    public async Task Hostile_Search_Values_Cause_No_Call_To_Bitbucket()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed: {seed}");
        await using var host = await LendingHost.StartForAnnAsync();
        host.Catalog.Workspaces["acme"] = Page(Repository("a"));
        foreach (var value in HostileValues.Make(seed, 1_000))
        {
            // Half a surrogate pair cannot be written into an address.
            var encoded = Uri.EscapeDataString(value.Replace("\uD800", "", StringComparison.Ordinal));
            var address = $"/api/v1/repositories?query={encoded}&language={encoded}&project={encoded}";

            var response = await host.Client.GetAsync(address, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(["*", "acme"], host.Catalog.Calls);
    }

    [Fact]
    public async Task Nothing_Readable_Is_503_With_The_Time_Of_The_Next_Try()
    {
        await using var host = await LendingHost.StartForAnnAsync();
        host.Catalog.ListError = new BitbucketError(BitbucketErrorKind.RateLimited, 429, TimeSpan.FromMinutes(10));

        var response = await host.Client.GetAsync("/api/v1/repositories", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(10), response.Headers.RetryAfter?.Delta);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData(nameof(BitbucketErrorKind.Unauthorized), "reconnect-needed", "http://localhost/account")]
    [InlineData(nameof(BitbucketErrorKind.MissingScope), "missing-scope", "account")]
    public async Task A_Refusal_By_Bitbucket_Is_403_And_Names_The_Fix(string kind, string type, string detail)
    {
        await using var host = await LendingHost.StartForAnnAsync();
        host.Catalog.ListError = new BitbucketError(Enum.Parse<BitbucketErrorKind>(kind), RequiredScopes: ["account"]);

        var problem = await ReadProblemAsync(host, "/api/v1/repositories", HttpStatusCode.Forbidden, type);

        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_A_Connection_The_Person_Is_Asked_To_Reconnect()
    {
        await using var host = await LendingHost.StartAsync([new Claim(PortalClaims.UserId, Guid.NewGuid().ToString())]);

        await ReadProblemAsync(host, "/api/v1/repositories", HttpStatusCode.Forbidden, "reconnect-needed");
        Assert.Equal(JsonValueKind.Null, (await ReadAsync(host, "/api/v1/me")).GetProperty("connection").ValueKind);
    }

    [Theory]
    [InlineData("/api/v1/me")]
    [InlineData("/api/v1/workspaces")]
    [InlineData("/api/v1/repositories")]
    [InlineData("/api/v1/workspaces/acme/repositories")]
    public async Task Nobody_Gets_Nothing(string address)
    {
        await using var host = await LendingHost.StartAsync(null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Empty(host.Catalog.Calls);
    }

    [Fact]
    public async Task Me_Tells_Who_Asks_And_How_The_Connection_Stands()
    {
        await using var host = await LendingHost.StartForAnnAsync();
        await using (var database = host.Contexts.CreateDbContext())
        {
            var ann = new PortalUser { Id = Guid.NewGuid(), BitbucketUuid = "{ann}", Username = "ann", DisplayName = "Ann", SearchText = "ANN" };
            database.Users.Add(ann);
            database.Connections.Add(new Connection
            {
                Id = Ann,
                Owner = ann,
                OwnerId = ann.Id,
                State = ConnectionState.Healthy,
                RequestedScope = "account email repository",
                GrantedScope = "account repository",
                ConnectedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
                LastUsedAt = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero),
                SealedAccessToken = "sealed-canary",
            });
            await database.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var answer = await ReadAsync(host, "/api/v1/me");

        Assert.Equal(
            Compact("""
            { "id": "{ann}", "accountId": "557058:ann", "displayName": "Ann Example",
              "connection": { "state": "Healthy", "grantedScope": ["account", "repository"], "missingScopes": ["email"], "connectedAt": "2026-01-01T00:00:00+00:00", "lastUsedAt": "2026-01-02T00:00:00+00:00" } }
            """),
            Compact(answer.GetRawText()));
    }

    private static async Task<JsonElement> ReadAsync(LendingHost host, string address)
    {
        var response = await host.Client.GetAsync(address, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private static async Task<JsonElement> ReadProblemAsync(LendingHost host, string address, HttpStatusCode status, string type)
    {
        var response = await host.Client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("/docs#" + type, problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("title").GetString()));
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("traceId").GetString()));
        return problem;
    }

    private static string Compact(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);
}
