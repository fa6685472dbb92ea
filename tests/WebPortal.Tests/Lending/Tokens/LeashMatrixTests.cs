using System.Net;
using System.Text.Json;
using WebPortal.Lending;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Lending.Tokens;

/// <summary>Every token at every address of the API, warm and cold, against what its owner sees: nothing that is not allowed is in any answer.</summary>
[Trait("Level", "Integration")]
public sealed class LeashMatrixTests : IAsyncLifetime
{
    private static readonly string[] Workspaces = ["northlight", "atelier", "ghost", "amelia", "vault", "nowhere"];
    private static readonly string[] Filters = ["?pageSize=1000", "?pageSize=1000&sort=-updated", "?pageSize=1000&visibility=private", "?pageSize=1000&query=api", "?pageSize=250&sort=fullName"];

    /// <summary>Patterns, each with the judge of the test, which shares no code with the portal's.</summary>
    private static readonly (string[] Patterns, Func<string, string?, string, bool> IsAllowed, string[] Named)[] Leashes =
    [
        (["*"], (_, _, _) => true, Workspaces),
        (["northlight"], (workspace, _, _) => workspace == "northlight", ["northlight"]),
        (["atelier", "amelia"], (workspace, _, _) => workspace is "atelier" or "amelia", ["atelier", "amelia"]),
        (["northlight/a*"], (workspace, _, slug) => workspace == "northlight" && slug[0] is 'a' or 'A', ["northlight"]),
        (["*/*e"], (_, _, slug) => slug[^1] is 'e' or 'E', Workspaces),
        (["northlight/project:*"], (workspace, project, _) => workspace == "northlight" && project is not null, ["northlight"]),
        (["northlight/project:A*", "amelia/*"], (workspace, project, _) => workspace == "amelia" || (workspace == "northlight" && project?[0] is 'a' or 'A'), ["northlight", "amelia"]),
        (["northlight/open-labels"], (workspace, _, slug) => workspace == "northlight" && slug == "open-labels", ["northlight"]),
        (["ghost"], (workspace, _, _) => workspace == "ghost", ["ghost"]),
        (["vault", "nowhere/*"], (_, _, _) => false, ["vault", "nowhere"]),
    ];

    private static readonly string[][] Operations =
    [
        [LeashOperations.ReadUser],
        [LeashOperations.ReadWorkspaces],
        [LeashOperations.ReadRepositories],
        [LeashOperations.ReadUser, LeashOperations.ReadWorkspaces, LeashOperations.ReadRepositories],
        [LeashOperations.ReadSource, LeashOperations.ReadPipelines],
    ];

    private PortalApp _portal = null!;
    private Visitor _amelia = null!;
    private int _cells;
    private int _shown;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync();
        _amelia = _portal.NewVisitor();
        await _amelia.SignInAsync(Seeds.Person);
    }

    public async ValueTask DisposeAsync()
    {
        _amelia.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_Leaks_Through_Any_Token()
    {
        var all = new Dictionary<string, IReadOnlyList<JsonElement>>();
        foreach (var filter in Filters)
        {
            all[filter] = await FollowAsync(async address => await ReadOwnAsync(address), "/api/v1/repositories" + filter);
        }

        foreach (var (patterns, isAllowed, named) in Leashes)
        {
            foreach (var operations in Operations)
            {
                // The store lets nobody make this many in an hour.
                _portal.Clock.Advance(TimeSpan.FromMinutes(3));
                var (id, token) = await Lent.IssueAsync(_portal, Seeds.Person, Lent.Terms(patterns, operations));
                using var client = Lent.NewClient(_portal, token);
                await CheckAsync(client, new Expected(operations, named, filter => [.. all[filter].Where(item => isAllowed(Text(item, "workspace")!, Text(item, "project"), Text(item, "slug")!)).Select(FullName)]));
                await _portal.Get<WebPortal.Lending.Tokens.TokenStore>().RevokeAnyAsync(id, null, Cancellation);
            }
        }

        // The owner's own answer is still the whole one.
        var after = await FollowAsync(async address => await ReadOwnAsync(address), "/api/v1/repositories" + Filters[0]);
        Assert.Equal(all[Filters[0]].Count, after.Count);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Leashes.Length * Operations.Length} tokens, {_cells} answers, {_shown} repositories shown, 0 leaks");
    }

    private async Task CheckAsync(HttpClient client, Expected expected)
    {
        foreach (var filter in Filters)
        {
            await CheckListAsync(client, "/api/v1/repositories" + filter, expected, expected.Repositories(filter));
            foreach (var workspace in Workspaces.Where(workspace => workspace is not ("vault" or "nowhere")))
            {
                string[] own = [.. expected.Repositories(filter).Where(name => name.StartsWith(workspace + "/", StringComparison.Ordinal))];
                await CheckListAsync(client, $"/api/v1/workspaces/{workspace}/repositories{filter}", expected, own, workspace);
            }
        }

        foreach (var workspace in (string[])["vault", "nowhere"])
        {
            var isAsked = expected.Operations.Contains(LeashOperations.ReadRepositories) && expected.Named.Contains(workspace);
            Assert.Equal(isAsked ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden, await StatusAsync(client, $"/api/v1/workspaces/{workspace}/repositories"));
        }

        Assert.Equal(expected.Operations.Contains(LeashOperations.ReadUser) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await StatusAsync(client, "/api/v1/me"));
        await CheckWorkspacesAsync(client, expected);
    }

    private async Task CheckListAsync(HttpClient client, string address, Expected expected, IReadOnlyList<string> allowed, string? workspace = null)
    {
        if (!expected.Operations.Contains(LeashOperations.ReadRepositories) || (workspace is not null && !expected.Named.Contains(workspace)))
        {
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, address));
            return;
        }

        // What fails altogether says nothing about anything.
        if (workspace == "ghost")
        {
            Assert.NotEqual(HttpStatusCode.OK, await StatusAsync(client, address));
            return;
        }

        using var first = await client.GetAsync(address, Cancellation);
        if (first.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            Assert.Equal(["ghost"], expected.Named);
            return;
        }

        for (var round = 0; round < 2; round++)
        {
            var shown = await FollowAsync(async next => await ReadAsync(client, next, expected, allowed.Count), address);
            Assert.Equal(allowed.Order(StringComparer.Ordinal), shown.Select(FullName).Order(StringComparer.Ordinal));
            _shown += shown.Count;
        }
    }

    private async Task CheckWorkspacesAsync(HttpClient client, Expected expected)
    {
        if (!expected.Operations.Contains(LeashOperations.ReadWorkspaces))
        {
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, "/api/v1/workspaces"));
            return;
        }

        var answer = await ReadAsync(client, "/api/v1/workspaces", expected, null);
        var counted = expected.Operations.Contains(LeashOperations.ReadRepositories) ? expected.Repositories(Filters[0]) : [];
        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(expected.Named.Except(["vault", "nowhere"]).Order(StringComparer.Ordinal), items.Select(item => Text(item, "slug")!).Order(StringComparer.Ordinal));
        Assert.Equal(items.Count, answer.GetProperty("total").GetInt32());
        Assert.All(items, item => Assert.Equal(counted.Count(name => name.StartsWith(Text(item, "slug") + "/", StringComparison.Ordinal)), item.GetProperty("repositoryCount").GetInt32()));
    }

    /// <param name="total">Null when it is not about repositories.</param>
    private async Task<JsonElement> ReadAsync(HttpClient client, string address, Expected expected, int? total)
    {
        _cells++;
        var answer = await Lent.ReadAsync(client, address);
        var completeness = answer.GetProperty("completeness");
        Assert.All(completeness.GetProperty("failures").EnumerateArray(), failure => Assert.True(Text(failure, "workspace") is not { } name || expected.Named.Contains(name), $"{address}: {failure}"));
        Assert.InRange(completeness.GetProperty("workspacesTotal").GetInt32(), 0, expected.Named.Count);
        if (total is { } count)
        {
            Assert.Equal(count, answer.GetProperty("total").GetInt32());
            Assert.InRange(completeness.GetProperty("repositoriesRead").GetInt32(), count, expected.Repositories(Filters[0]).Count);
        }

        return answer;
    }

    private async Task<JsonElement> ReadOwnAsync(string address)
    {
        using var response = await _amelia.GetAsync(address);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;
    }

    private static async Task<IReadOnlyList<JsonElement>> FollowAsync(Func<string, Task<JsonElement>> readAsync, string address)
    {
        var items = new List<JsonElement>();
        for (string? next = address; next is not null;)
        {
            var page = await readAsync(next);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.TryGetProperty("next", out var link) ? new Uri(link.GetString()!).PathAndQuery : null;
        }

        return items;
    }

    private async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        _cells++;
        using var response = await client.GetAsync(address, Cancellation);
        return response.StatusCode;
    }

    private static string FullName(JsonElement item) => Text(item, "fullName")!;

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();

    private sealed record Expected(IReadOnlyCollection<string> Operations, IReadOnlyCollection<string> Named, Func<string, IReadOnlyList<string>> Repositories);
}
