using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Lending;
using WebPortal.Lending.Tokens;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Lending.Tokens;

/// <summary>Who is let in with a token, and who gets the one refusal.</summary>
[Trait("Level", "Integration")]
public sealed class TokenAccessTests : IAsyncLifetime
{
    private static readonly string[] Pages = ["/account", "/repositories", "/account/tokens/new", "/admin/connections", "/admin/tokens", "/events/repositories"];

    private PortalApp _portal = null!;
    private Visitor _person = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync();
        _person = _portal.NewVisitor();
        await _person.SignInAsync("chidi");
    }

    public async ValueTask DisposeAsync()
    {
        _person.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Wrong_Unknown_Ended_Revoked_And_Malformed_Tokens_Get_The_Same_Answer()
    {
        var (ended, old) = await Lent.IssueAsync(_portal, "chidi", life: TimeSpan.FromMinutes(10));
        var (revoked, gone) = await Lent.IssueAsync(_portal, "chidi");
        await _portal.Get<TokenStore>().RevokeAnyAsync(revoked, null, Cancellation);
        _portal.Clock.Advance(TimeSpan.FromMinutes(11));
        var answers = new List<(int, string?, string)>();
        foreach (var token in (string[])[old, gone, TokenText.Create(), TokenText.Create()[..^1] + "-", "wpt_", "x", new string('a', 4000)])
        {
            using var client = Lent.NewClient(_portal, token);
            answers.Add(await Lent.RefusalAsync(client, "/api/v1/me"));
        }

        using (var basic = Lent.NewClient(_portal, "x"))
        {
            basic.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", gone);
            answers.Add(await Lent.RefusalAsync(basic, "/api/v1/me"));
        }

        var one = Assert.Single(answers.Distinct());
        Assert.Equal((401, "Bearer realm=\"WebPortal\", error=\"invalid_token\""), (one.Item1, one.Item2));
        Assert.NotEqual(Guid.Empty, ended);
    }

    [Fact]
    public async Task A_Token_Answers_As_Its_Owner_And_Leaves_One_Record_Of_Its_First_Use()
    {
        var (id, token) = await Lent.IssueAsync(_portal, "chidi");
        using var client = Lent.NewClient(_portal, token, IPAddress.Parse("192.0.2.7"));
        for (var round = 0; round < 3; round++)
        {
            Assert.StartsWith("Chidi", (await Lent.ReadAsync(client, "/api/v1/me")).GetProperty("displayName").GetString(), StringComparison.Ordinal);
        }

        await using var database = _portal.OpenDatabase();
        var row = await database.PortalTokens.SingleAsync(Cancellation);
        Assert.Equal("192.0.2.7", row.LastUsedAddress);
        var first = row.LastUsedAt;
        Assert.Equal([AuditActions.TokenMake, AuditActions.TokenFirstUse], await database.AuditEvents.Where(record => record.Detail == $"token {id}").OrderBy(record => record.Id).Select(record => record.Action).ToListAsync(Cancellation));

        _portal.Clock.Advance(TimeSpan.FromSeconds(61));
        await Lent.ReadAsync(client, "/api/v1/me");
        Assert.True((await database.PortalTokens.AsNoTracking().SingleAsync(Cancellation)).LastUsedAt > first);
        Assert.Equal(1, await database.AuditEvents.CountAsync(record => record.Action == AuditActions.TokenFirstUse, Cancellation));
    }

    [Fact]
    public async Task Nothing_But_The_Header_Carries_A_Token()
    {
        var (_, token) = await Lent.IssueAsync(_portal, "chidi");
        using var nobody = _portal.NewVisitor();
        foreach (var name in (string[])["access_token", "token", "authorization"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"/api/v1/me?{name}={token}")).StatusCode);
            nobody.Cookies[name] = token;
        }

        nobody.Cookies["webportal-session"] = token;
        nobody.Cookies["__Host-webportal-session"] = token;
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task A_Token_Opens_No_Page_Not_Even_An_Administrators()
    {
        using var liora = _portal.NewVisitor();
        await liora.SignInAsync(Seeds.Administrator);
        var (_, token) = await Lent.IssueAsync(_portal, Seeds.Administrator);
        using var client = Lent.NewClient(_portal, token);
        foreach (var page in Pages)
        {
            using var get = await client.GetAsync(page, Cancellation);
            using var post = await client.PostAsync(page, new FormUrlEncodedContent([]), Cancellation);
            Assert.Equal((HttpStatusCode.Found, true), (get.StatusCode, get.Headers.Location!.OriginalString.Contains("/?returnUrl=", StringComparison.Ordinal)));
            Assert.True(post.StatusCode is HttpStatusCode.Found or HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed, $"{page}: {post.StatusCode}");
        }

        await using var database = _portal.OpenDatabase();
        Assert.Equal(1, await database.PortalTokens.CountAsync(Cancellation));
    }

    [Fact]
    public async Task The_Header_Decides_Also_When_A_Good_Cookie_Comes_Along()
    {
        Assert.Equal(HttpStatusCode.OK, (await _person.GetAsync("/api/v1/repositories")).StatusCode);
        using var wrong = new HttpRequestMessage(HttpMethod.Get, "/api/v1/repositories");
        wrong.Headers.TryAddWithoutValidation("Authorization", $"Bearer {TokenText.Create()}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await _person.SendAsync(wrong)).StatusCode);

        var (_, token) = await Lent.IssueAsync(_portal, "chidi", Lent.Terms(operations: [LeashOperations.ReadUser]));
        using var leashed = new HttpRequestMessage(HttpMethod.Get, "/api/v1/repositories");
        leashed.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        Assert.Equal(HttpStatusCode.Forbidden, (await _person.SendAsync(leashed)).StatusCode);
    }

    [Fact]
    public async Task It_Rests_While_Its_Connection_Is_Suspended_And_Ends_With_It()
    {
        var (_, token) = await Lent.IssueAsync(_portal, "chidi");
        using var client = Lent.NewClient(_portal, token);
        var connection = await ConnectionOfAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));

        await _portal.Get<ConnectionHolding>().SuspendAsync(connection.Id, StateReasons.LeftWorkspaces, null, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client));
        await _portal.Get<ConnectionHolding>().ResumeAsync(connection.Id, null, Cancellation);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));

        Assert.True(await _portal.Get<ConnectionEnding>().DisconnectAsync(connection.Id, new AuditActor(connection.OwnerId, null), Cancellation));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client));
        await _person.SignInAsync("chidi");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client));
    }

    [Fact]
    public async Task It_Goes_With_Its_Owners_Data()
    {
        var (_, token) = await Lent.IssueAsync(_portal, "chidi");
        using var client = Lent.NewClient(_portal, token);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));

        using var deletion = await _person.SubmitAsync("/account/delete", "/account/delete");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client));
        await using var database = _portal.OpenDatabase();
        Assert.False(await database.PortalTokens.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task Revoked_At_One_Replica_It_Is_Refused_At_The_Other_Within_A_Second()
    {
        await using var other = _portal.StartReplica();
        var (id, token) = await Lent.IssueAsync(_portal, "chidi");
        using var here = Lent.NewClient(_portal, token);
        using var there = Lent.NewClient(other, token);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(there));

        await _portal.Get<TokenStore>().RevokeAnyAsync(id, null, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(here));
        await other.Get<AuditFeed>().CatchUpAsync(Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(there));
    }

    [Fact]
    public async Task A_Flood_Of_Guesses_Is_Turned_Away_And_A_Token_In_Use_Is_Not()
    {
        var address = IPAddress.Parse("192.0.2.9");
        var (_, token) = await Lent.IssueAsync(_portal, "chidi");
        using var good = Lent.NewClient(_portal, token, address);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(good));
        using var guesser = Lent.NewClient(_portal, TokenText.Create(), address);
        var statuses = new List<HttpStatusCode>();
        for (var guess = 0; guess < RefusedTokens.MostInAMinute + 60; guess++)
        {
            statuses.Add(await StatusAsync(guesser));
        }

        using var last = await guesser.GetAsync("/api/v1/me", Cancellation);
        Assert.Equal((HttpStatusCode.TooManyRequests, true), (last.StatusCode, last.Headers.RetryAfter?.Delta is { TotalSeconds: > 0 and <= 60 }));
        Assert.Equal(HttpStatusCode.Unauthorized, statuses[0]);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(good));
        using var elsewhere = Lent.NewClient(_portal, TokenText.Create(), IPAddress.Parse("192.0.2.10"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(elsewhere));
    }

    [Fact]
    public async Task The_Check_And_The_Leash_Hold_Every_Time_And_Tell_What_They_Cost()
    {
        const int Rounds = 20_000;
        var (_, token) = await Lent.IssueAsync(_portal, "chidi", Lent.Terms([.. Enumerable.Range(0, 49).Select(number => $"workspace-{number}/web-*"), "northlight/a*"], networks: ["192.0.2.0/24"], hourly: 1000));
        var (tokens, address) = (_portal.Get<TokenCache>(), IPAddress.Parse("192.0.2.7"));
        var allowed = 0;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var round = 0; round < Rounds; round++)
        {
            var leash = TokenText.IsWellFormed(token) ? (await tokens.FindAsync(TokenText.Hash(token), Cancellation))?.Caller.Leash : null;
            allowed += leash?.AllowsAddress(address) == true && leash.Allows(LeashOperations.ReadRepositories, "northlight", null, "atlas") ? 1 : 0;
        }

        Assert.Equal(Rounds, allowed);
        TestContext.Current.TestOutputHelper?.WriteLine($"token check and leash of 50 patterns: {watch.Elapsed.TotalMicroseconds / Rounds:0.0} µs");
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/api/v1/me", Cancellation);
        return response.StatusCode;
    }

    private async Task<Connection> ConnectionOfAsync()
    {
        await using var database = _portal.OpenDatabase();
        return await database.Connections.AsNoTracking().SingleAsync(Cancellation);
    }
}
