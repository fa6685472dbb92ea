using System.Diagnostics;
using System.Net;
using System.Text.Json;
using BitbucketEmulator.Control;
using BitbucketEmulator.Hosting;
using Xunit;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>Statements 36 and 37 of the facts: limits and faults.</summary>
[Trait("Level", "Integration")]
public sealed class TroubleStatementTests : IClassFixture<EmulatorFixture>
{
    private const string Repository = "repositories/northlight/payments-gw";

    private readonly EmulatorFixture emulator;

    public TroubleStatementTests(EmulatorFixture emulator)
    {
        this.emulator = emulator;
        emulator.Host.Reset();
    }

    [Fact]
    public async Task Statement_36_The_1001st_Call_In_An_Hour_Gets_429_As_Plain_Text_Without_Retry_After()
    {
        var token = emulator.Host.IssueTokens("amelia").AccessToken;
        for (var call = 0; call < 1_000; call++)
            Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsync(Repository, token)).Status);

        var refused = await emulator.ApiAsync(Repository, token);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("text/plain", refused.ContentType);
        Assert.Equal("Rate limit for this resource has been exceeded", refused.Body);
        Assert.False(refused.Headers.ContainsKey("Retry-After"));
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsync("user", token)).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsAsync("bogdan", Repository)).Status);
        emulator.Host.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsAsync("amelia", Repository)).Status);
    }

    [Fact]
    public async Task Statement_36_The_Switches_Set_The_Limit_The_Body_And_Retry_After()
    {
        emulator.Host.Settings = emulator.Host.Settings with { RateLimit = 2, RateLimitBody = RateLimitBody.Json, RateLimitRetryAfter = true };
        var token = emulator.Host.IssueTokens("amelia").AccessToken;
        await emulator.ApiAsync(Repository, token);
        await emulator.ApiAsync(Repository, token);

        var refused = await emulator.ApiAsync(Repository, token);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("Rate limit for this resource has been exceeded", refused.Message);
        Assert.Equal("60", refused.Headers["Retry-After"]);
    }

    [Fact]
    public async Task Statement_36_Callers_Without_A_Credential_Have_60_Calls()
    {
        for (var call = 0; call < 60; call++)
            Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsync("repositories/northlight/open-labels")).Status);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await emulator.ApiAsync("repositories/northlight/open-labels")).Status);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task Statement_37_A_Status_Without_A_Body_Comes_As_Html(int status)
    {
        emulator.Host.Faults.Add(new() { PathPrefix = "/2.0/user", Status = status });

        var answer = await emulator.ApiAsAsync("amelia", "user");

        Assert.Equal(status, (int)answer.Status);
        Assert.StartsWith("text/html", answer.ContentType, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statement_37_A_Slow_Answer_Waits_And_Gives_Up_When_The_Caller_Does()
    {
        var fault = emulator.Host.Faults.Add(new() { PathPrefix = "/2.0/user", Delay = TimeSpan.FromMilliseconds(300), Count = 1 });
        var started = Stopwatch.GetTimestamp();
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsAsync("amelia", "user")).Status);
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(290));
        Assert.Equal(1, fault.Hits);

        emulator.Host.Faults.Add(new() { PathPrefix = "/2.0/user", Delay = TimeSpan.FromSeconds(60) });
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => emulator.Http.GetAsync(new Uri(emulator.Host.ApiBaseAddress, "user"), patience.Token));
    }

    [Fact]
    public async Task Statement_37_A_Connection_Is_Dropped_Before_Or_In_The_Middle_Of_The_Answer()
    {
        emulator.Host.Faults.Add(new() { PathPrefix = "/2.0/user/emails", Abort = true });
        emulator.Host.Faults.Add(new() { PathPrefix = "/2.0/user", CutAfter = 20 });

        await Assert.ThrowsAsync<HttpRequestException>(() => emulator.ApiAsAsync("amelia", "user/emails"));
        await Assert.ThrowsAsync<HttpRequestException>(() => emulator.ApiAsAsync("amelia", "user"));
        Assert.Equal(0, emulator.Host.Journal.Entries[0].Status);
    }

    [Fact]
    public async Task Statement_37_A_Fault_Can_Redirect_Send_Garbage_Or_Any_Body_With_Headers()
    {
        emulator.Host.Faults.Replace(
        [
            new() { PathPrefix = "/2.0/user/emails", RedirectTo = "http://169.254.1.1/steal" },
            new() { PathPrefix = "/2.0/user/workspaces", Garbage = true },
            new() { PathPrefix = "/2.0/user", Status = 429, ContentType = "application/json", Body = "{\"a\":1}", RetryAfter = "7", Headers = new Dictionary<string, string> { ["X-Extra"] = "yes" } },
            new() { PathPrefix = "/site/oauth2/access_token", Status = 200, ContentType = "application/json", Body = "{\"access_token\":\"only\"}" },
        ]);

        var redirect = await emulator.ApiAsAsync("amelia", "user/emails");
        var garbage = await emulator.ApiAsAsync("amelia", "user/workspaces");
        var custom = await emulator.ApiAsAsync("amelia", "user");
        var token = await emulator.RefreshAsync("whatever");

        Assert.Equal((HttpStatusCode.Found, "http://169.254.1.1/steal"), (redirect.Status, redirect.Headers["Location"]));
        Assert.Equal("application/json; charset=utf-8", garbage.ContentType);
        Assert.ThrowsAny<JsonException>(() => garbage.Json);
        Assert.Equal(((HttpStatusCode)429, "{\"a\":1}", "7", "yes"), (custom.Status, custom.Body, custom.Headers["Retry-After"], custom.Headers["X-Extra"]));
        Assert.Equal("only", token.Text("access_token"));
    }

    [Fact]
    public async Task Statement_37_Faults_Choose_By_Side_Method_Person_And_Workspace_And_Count()
    {
        emulator.Host.Faults.Replace(
        [
            new() { Side = EmulatorSide.Web, PathPrefix = "/2.0", Status = 500 },
            new() { Method = "POST", PathPrefix = "/2.0", Status = 500 },
            new() { Person = "bogdan", PathPrefix = "/2.0/user", Status = 500 },
            new() { Workspace = "amelia", Status = 502, Skip = 1, Count = 2 },
        ]);

        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsAsync("amelia", "user")).Status);
        Assert.Equal(HttpStatusCode.InternalServerError, (await emulator.ApiAsAsync("bogdan", "user")).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.ApiAsAsync("amelia", "repositories/northlight")).Status);
        var statuses = new List<int>();
        for (var call = 0; call < 4; call++)
            statuses.Add((int)(await emulator.ApiAsAsync("amelia", "repositories/amelia")).Status);
        Assert.Equal([200, 502, 502, 200], statuses);
    }

    [Fact]
    public async Task Statement_37_Faults_Choose_By_Person_At_The_Token_Endpoint_Too()
    {
        emulator.Host.Faults.Add(new() { PathPrefix = "/site/oauth2/access_token", Person = "amelia", Status = 503 });
        var code = await emulator.CodeAsync("amelia");

        var amelia = await emulator.RefreshAsync(emulator.Host.IssueTokens("amelia").RefreshToken!);
        var bogdan = await emulator.RefreshAsync(emulator.Host.IssueTokens("bogdan").RefreshToken!);
        var exchange = await emulator.ExchangeAsync(code);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, amelia.Status);
        Assert.Equal(HttpStatusCode.OK, bogdan.Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, exchange.Status);
        Assert.Equal(["amelia", "bogdan", "amelia"], emulator.Host.Journal.Entries.Where(entry => entry.Method == "POST").Select(entry => entry.Person));
    }
}
