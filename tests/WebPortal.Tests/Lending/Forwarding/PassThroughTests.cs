using System.Net;
using System.Text.Json;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using Microsoft.EntityFrameworkCore;
using WebPortal.Data;
using WebPortal.Repositories;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Lending.Forwarding;

/// <summary>The pass-through from end to end, over the emulator.</summary>
[Trait("Level", "Integration")]
public sealed class PassThroughTests : IClassFixture<PassThroughFixture>
{
    private readonly PortalApp _portal;
    private readonly TokenHolder _tool;

    public PassThroughTests(PassThroughFixture fixture)
    {
        (_portal, _tool) = (fixture.Portal, fixture.Tool);
        _portal.Emulator.Faults.Clear();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Base => PortalApp.Address + TokenHolder.Prefix;

    private string Branch => _portal.Emulator.World.FindWorkspace("northlight")!.FindRepository("open-labels")!.MainBranch;

    [Theory]
    [InlineData("user")]
    [InlineData("user/")]
    [InlineData("user/emails")]
    [InlineData("user/workspaces?pagelen=2&sort=slug")]
    [InlineData("user/workspaces/northlight/permission")]
    [InlineData("user/workspaces/northlight/permissions/repositories?pagelen=3")]
    [InlineData("workspaces/northlight")]
    [InlineData("repositories/northlight?pagelen=3&q=name%20~%20%22label%22")]
    [InlineData("repositories/northlight/open-labels?fields=full_name,links.self")]
    [InlineData("repositories/northlight/open-labels/refs/branches")]
    [InlineData("repositories/northlight/open-labels/refs/branches/BRANCH")]
    [InlineData("repositories/northlight/open-labels/commits?pagelen=2")]
    [InlineData("repositories/northlight/open-labels/commit/BRANCH")]
    [InlineData("repositories/northlight/open-labels/src/BRANCH/")]
    [InlineData("repositories/northlight/open-labels/src/BRANCH/docs/?max_depth=2")]
    [InlineData("repositories/northlight/open-labels/diffstat/BRANCH")]
    [InlineData("repositories/northlight/open-labels/pullrequests?state=OPEN&state=MERGED")]
    public async Task A_Listed_Operation_Answers_As_Bitbucket_Does_But_For_Its_Links(string below)
    {
        var passed = (await _tool.ReadAsync(below.Replace("BRANCH", Branch, StringComparison.Ordinal))).GetRawText();
        var entry = _portal.Emulator.Journal.Entries.Last(entry => entry.Side == EmulatorSide.Api);
        using var direct = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_portal.Emulator.ApiAddress, entry.Target));
        request.Headers.TryAddWithoutValidation("Authorization", entry.Header("Authorization"));
        using var answer = await direct.SendAsync(request, Cancellation);
        var own = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(own.Replace(_portal.Emulator.ApiBaseAddress.AbsoluteUri, Base, StringComparison.Ordinal), passed);
        Assert.DoesNotContain(_portal.Emulator.ApiBaseAddress.AbsoluteUri, passed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_Are_Walked_At_The_Portal_To_The_End()
    {
        var names = new HashSet<string>();
        for (var next = "repositories/northlight?pagelen=100&fields=next,values.slug"; next is not null;)
        {
            var page = await _tool.ReadAsync(next);
            names.UnionWith(page.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("slug").GetString()!));
            next = page.TryGetProperty("next", out var link) ? link.GetString() : null;
            Assert.True(next is null || next.StartsWith(Base + "repositories/northlight?", StringComparison.Ordinal), next);
        }

        var commits = await _tool.ReadAsync("repositories/northlight/open-labels/commits?pagelen=1");
        Assert.NotEqual(commits.GetProperty("values")[0].GetProperty("hash").GetString(), (await _tool.ReadAsync(commits.GetProperty("next").GetString()!)).GetProperty("values")[0].GetProperty("hash").GetString());
        Assert.Equal(Seeds.Northlight, names.Count);
    }

    [Fact]
    public async Task A_File_Comes_Byte_For_Byte_And_Not_Again_When_It_Is_Known()
    {
        using var file = await _tool.GetAsync($"repositories/northlight/open-labels/src/{Branch}/README.md");
        Assert.Contains("Open Labels", await file.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        using var again = new HttpRequestMessage(HttpMethod.Get, TokenHolder.Prefix + $"repositories/northlight/open-labels/src/{Branch}/README.md");
        again.Headers.IfNoneMatch.Add(file.Headers.ETag!);
        using var known = await _tool.Client.SendAsync(again, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task Head_Is_Get_Without_A_Body_And_Writes_Are_Told_So()
    {
        using var head = await _tool.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, TokenHolder.Prefix + "user"), Cancellation);
        Assert.Equal((HttpStatusCode.OK, ""), (head.StatusCode, await head.Content.ReadAsStringAsync(Cancellation)));
        var calls = _portal.Emulator.Journal.Count;
        foreach (var verb in new[] { "POST", "PUT", "PATCH", "DELETE", "OPTIONS" })
        {
            using var write = await _tool.Client.SendAsync(new HttpRequestMessage(new HttpMethod(verb), TokenHolder.Prefix + "repositories/northlight/open-labels"), Cancellation);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, write.StatusCode);
            Assert.Equal(["GET", "HEAD"], write.Content.Headers.Allow);
            Assert.Equal("application/problem+json", write.Content.Headers.ContentType?.MediaType);
        }

        Assert.Equal(calls, _portal.Emulator.Journal.Count);
    }

    [Theory]
    [InlineData("repositories")]
    [InlineData("workspaces")]
    [InlineData("user/permissions/repositories")]
    [InlineData("repositories/northlight/open-labels/hooks")]
    [InlineData("repositories/northlight/open-labels/downloads/x.zip")]
    [InlineData("snippets/northlight")]
    [InlineData("")]
    public async Task What_Is_Not_Listed_Does_Not_Exist(string below)
    {
        var calls = _portal.Emulator.Journal.Count;
        using var answer = await _tool.GetAsync(below);
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, answer.StatusCode.ToString());
        Assert.Equal(calls, _portal.Emulator.Journal.Count);
    }

    [Fact]
    public async Task A_Redirect_Within_The_Repository_Leads_To_The_Portal_And_Any_Other_Nowhere()
    {
        using var source = await _tool.GetAsync("repositories/northlight/open-labels/src");
        Assert.Equal(HttpStatusCode.Found, source.StatusCode);
        Assert.StartsWith(Base + "repositories/northlight/open-labels/src/", source.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.True((await _tool.ReadAsync(source.Headers.Location.AbsoluteUri)).TryGetProperty("values", out _));
        await using var elsewhere = await OtherBitbucketListener.StartAsync();
        foreach (var target in new[] { elsewhere.Address + "2.0/user", "//evil.example/x", "/2.0/repositories/amelia/other", "/elsewhere", "/2.0/../x", "file:///etc/passwd", "" })
        {
            _portal.Emulator.Faults.Add(new FaultRule { Side = EmulatorSide.Api, PathPrefix = "/2.0/repositories/northlight/payments-gw", RedirectTo = target, Count = 1 });
            using var answer = await _tool.GetAsync("repositories/northlight/payments-gw");
            Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
            Assert.Null(answer.Headers.Location);
        }

        Assert.Equal(0, elsewhere.Requests);
    }

    [Fact]
    public async Task A_Refused_Credential_Is_Refreshed_Once_And_Then_Given_Up()
    {
        using var tool = await TokenHolder.SignInAsync(_portal, Seeds.Stranger);
        _portal.Emulator.Faults.Add(new FaultRule { Side = EmulatorSide.Api, PathPrefix = "/2.0/user", Status = 401, Count = 1 });
        Assert.Equal(Seeds.Stranger, (await tool.ReadAsync("user")).GetProperty("username").GetString());
        _portal.Emulator.Faults.Add(new FaultRule { Side = EmulatorSide.Api, PathPrefix = "/2.0/user", Status = 401 });
        using var answer = await tool.GetAsync("user");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("reconnect-needed", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        await using var database = _portal.OpenDatabase();
        Assert.Equal(ConnectionState.ReconnectNeeded, await database.Connections.Where(row => row.Id == tool.ConnectionId).Select(row => row.State).SingleAsync(Cancellation));
    }

    [Theory]
    [InlineData(503, 503)]
    [InlineData(500, 503)]
    [InlineData(555, 503)]
    [InlineData(429, 429)]
    [InlineData(418, 418)]
    [InlineData(206, 502)]
    public async Task An_Error_Without_A_Proper_Body_Becomes_A_Problem(int status, int expected)
    {
        _portal.Emulator.Faults.Add(new FaultRule { Side = EmulatorSide.Api, PathPrefix = "/2.0/user", Status = status });
        using var answer = await _tool.GetAsync("user");
        Assert.Equal(expected, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("<html", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.True(expected is not (429 or 503) || answer.Headers.RetryAfter is not null);
    }

    [Fact]
    public async Task Bitbuckets_Own_Errors_Are_Passed_On()
    {
        using var missing = await _tool.GetAsync("repositories/northlight/no-such-repository");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("error", JsonDocument.Parse(await missing.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("type").GetString());
        using var scope = await _tool.GetAsync("repositories/northlight/open-labels/pipelines");
        Assert.Equal(HttpStatusCode.Forbidden, scope.StatusCode);
        Assert.Contains("pipeline", await scope.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Foreign_Next_Ends_The_List()
    {
        foreach (var next in new[] { "http://evil.example/2.0/repositories/northlight?page=2", "//evil.example/", @"https:\/\/evil.example\/", "/relative" })
        {
            _portal.Emulator.Faults.Add(new FaultRule { Side = EmulatorSide.Api, PathPrefix = "/2.0/repositories/northlight", Next = HostileNext.Literal, NextValue = next, Count = 1 });
            Assert.Equal(JsonValueKind.Null, (await _tool.ReadAsync("repositories/northlight")).GetProperty("next").ValueKind);
        }
    }

    [Fact]
    public async Task Without_A_Good_Token_Nothing_Is_Asked()
    {
        var calls = _portal.Emulator.Journal.Count;
        using var visitor = _portal.NewVisitor();
        using var anonymous = await visitor.GetAsync(TokenHolder.Prefix + "user");
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
        foreach (var credential in new[] { "Basic d3B0X3g6eA==", "Bearer wpt_wrong", "bearer", "JWT x" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, PortalApp.Address + TokenHolder.Prefix + "user");
            request.Headers.TryAddWithoutValidation("Authorization", credential);
            using var answer = await visitor.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.StartsWith("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(calls, _portal.Emulator.Journal.Count);
    }

    [Fact]
    public async Task What_Is_Counted_Agrees_With_The_Journal_To_The_Call()
    {
        var before = Counted();
        var used = _portal.Get<CallBudget>().Used(_tool.ConnectionId);
        string[] addresses = ["user", "workspaces/northlight", "repositories/northlight", $"repositories/northlight/open-labels/src/{Branch}/README.md", "repositories/northlight/none", "repositories/../user", "hooks"];
        for (var round = 0; round < 5; round++)
        {
            foreach (var address in addresses)
            {
                await _tool.SendRawAsync(address);
            }
        }

        Assert.Equal((15, 15), (Counted() - before, _portal.Get<CallBudget>().Used(_tool.ConnectionId) - used));

        int Counted() => _portal.Emulator.Journal.Entries.Count(entry => entry.Side == EmulatorSide.Api && entry.Path.StartsWith("/2.0/repositories/", StringComparison.Ordinal));
    }
}
