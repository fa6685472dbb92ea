using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using WebPortal.Lending;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Lending.Tokens;

/// <summary>What a leash refuses, in which words; and that kept answers stay with whom they were made for.</summary>
[Trait("Level", "Integration")]
public sealed class LeashAnswerTests : IAsyncLifetime
{
    private PortalApp _portal = null!;
    private Visitor _person = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync();
        _person = _portal.NewVisitor();
        await _person.SignInAsync("hana");
    }

    public async ValueTask DisposeAsync()
    {
        _person.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task What_Is_Not_Allowed_Is_403_And_Names_The_Missing_Allowance()
    {
        var (_, token) = await Lent.IssueAsync(_portal, "hana", Lent.Terms(["atelier"], [LeashOperations.ReadRepositories], ["192.0.2.0/24"]));
        using var near = Lent.NewClient(_portal, token, IPAddress.Parse("192.0.2.7"));
        using var far = Lent.NewClient(_portal, token, IPAddress.Parse("198.51.100.1"));

        await AssertMissingAsync(far, "/api/v1/repositories", "network");
        await AssertMissingAsync(near, "/api/v1/me", "operation user.read");
        await AssertMissingAsync(near, "/api/v1/workspaces", "operation workspaces.read");
        await AssertMissingAsync(near, "/api/v1/workspaces/northlight/repositories", "workspace");
        await AssertMissingAsync(near, "/api/v1/workspaces/no-such-workspace/repositories", "workspace");
        await Lent.ReadAsync(near, "/api/v1/workspaces/atelier/repositories");

        using var refused = await near.GetAsync("/api/v1/me", Cancellation);
        Assert.Contains("error=\"insufficient_scope\", scope=\"user.read\"", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Use_From_Elsewhere_Is_Not_The_Last_Use()
    {
        var (_, token) = await Lent.IssueAsync(_portal, "hana", Lent.Terms(networks: ["192.0.2.7"]));
        using var far = Lent.NewClient(_portal, token, IPAddress.Parse("198.51.100.1"));

        await AssertMissingAsync(far, "/api/v1/me", "network");

        await using var database = _portal.OpenDatabase();
        Assert.Null(Assert.Single(database.PortalTokens).LastUsedAt);
    }

    [Fact]
    public async Task Its_Share_Of_The_Hour_Is_A_Rolling_One()
    {
        var (_, token) = await Lent.IssueAsync(_portal, "hana", Lent.Terms(hourly: 3));
        using var client = Lent.NewClient(_portal, token);
        for (var call = 0; call < 3; call++)
        {
            await Lent.ReadAsync(client, "/api/v1/me");
            _portal.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        using (var refused = await client.GetAsync("/api/v1/me", Cancellation))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(30));
        }

        _portal.Clock.Advance(TimeSpan.FromMinutes(30));
        await Lent.ReadAsync(client, "/api/v1/me");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.GetAsync("/api/v1/me", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _person.GetAsync("/api/v1/me")).StatusCode);
    }

    /// <summary>In every order of who asks first, plain and compressed.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_Kept_Answer_Is_Nobody_Elses(int first)
    {
        var (_, narrow) = await Lent.IssueAsync(_portal, "hana", Lent.Terms(["atelier"]));
        var (_, other) = await Lent.IssueAsync(_portal, "hana", Lent.Terms(["northlight/a*"]));
        Func<string?, Task<string>>[] callers = [encoding => AskAsync(null, encoding), encoding => AskAsync(narrow, encoding), encoding => AskAsync(other, encoding)];
        var seen = new HashSet<string>[] { [], [], [] };
        for (var round = 0; round < 6; round++)
        {
            var caller = (first + round) % 3;
            seen[caller].Add(await callers[caller](null));
            seen[caller].Add(await callers[caller]("gzip"));
        }

        Assert.All(seen, answers => Assert.Single(answers));
        Assert.Equal(3, seen.SelectMany(answers => answers).Distinct().Count());
        Assert.DoesNotContain("northlight/", seen[1].Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("atelier/", seen[2].Single(), StringComparison.Ordinal);
    }

    private async Task<string> AskAsync(string? token, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/repositories?pageSize=1000");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding ?? "identity");
        using var response = token is null ? await _person.SendAsync(request) : await SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Stream body = await response.Content.ReadAsStreamAsync(Cancellation);
        body = response.Content.Headers.ContentEncoding.Contains("gzip") ? new System.IO.Compression.GZipStream(body, System.IO.Compression.CompressionMode.Decompress) : body;
        using var reader = new StreamReader(body);
        return await reader.ReadToEndAsync(Cancellation);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        new HttpClient(_portal.Server.CreateHandler()) { BaseAddress = new Uri(PortalApp.Address) }.SendAsync(request, Cancellation);

    private static async Task AssertMissingAsync(HttpClient client, string address, string missing)
    {
        using var response = await client.GetAsync(address, Cancellation);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(("/docs#not-allowed", missing), (problem.GetProperty("type").GetString(), problem.GetProperty("missingAllowance").GetString()));
    }
}
