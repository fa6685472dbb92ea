using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>The log never repeats what may be a secret, and one event is one line.</summary>
[Trait("Level", "Integration")]
public sealed partial class LogPrivacyTests
{
    private static readonly string[] EverythingAtTrace =
        ["--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=Trace"];

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Planted_Secrets_Appear_In_No_Line_At_Any_Level(string environment)
    {
        await using var portal = await StartAsync(environment);

        await portal.GetAsync(
            "/seen?code=canary-query&state=canary-query",
            null,
            ("Authorization", "Bearer canary-bearer"),
            ("Cookie", "__Host-portal=canary-cookie"),
            ("X-Custom", "canary-header"),
            ("Referer", "http://localhost:5080/?code=canary-referer"));
        await portal.GetAsync("/missing?code=canary-query");
        await portal.GetAsync("/throw?code=canary-query");
        await portal.GetAsync("/seen?code=canary-query", "evil.example");
        await portal.GetAsync("/upstream");
        await portal.SendRawAsync("GET /seen?code=canary-query HTTP/1.1\r\nHost: localhost:5080\r\ncanary-header\r\n\r\n");

        var log = portal.Log.ToString();
        Assert.Contains("/seen", log, StringComparison.Ordinal);
        Assert.Contains("Something at Trace", log, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_Text_Stays_Within_One_Valid_Json_Line()
    {
        await using var portal = await StartAsync("Production");

        await portal.GetAsync("/hostile");
        await portal.GetAsync("/%0d%0a%7b%7d%1b%5b31m%e2%80%a8");

        var lines = portal.Log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        Assert.All(lines, line => Assert.DoesNotContain(line, IsUnsafe));
        Assert.Contains(lines, line => line.Contains("\\u2028", StringComparison.Ordinal) && line.Contains("\\u001b", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Text_For_A_Terminal_Carries_No_Escape_Sequences()
    {
        await using var portal = await StartAsync("Development");

        await portal.GetAsync("/hostile");

        var log = portal.Log.ToString();
        Assert.Contains("hostile", log, StringComparison.Ordinal);
        Assert.DoesNotContain(log, character => IsUnsafe(character) && character != '\n');
    }

    [Fact]
    public async Task An_Exception_Keeps_Its_Type_And_Stack_And_The_Messages_Of_Known_Libraries()
    {
        await using var portal = await StartAsync("Production");

        await portal.GetAsync("/disk");

        var log = portal.Log.ToString();
        Assert.Contains("System.InvalidOperationException: (message withheld)", log, StringComparison.Ordinal);
        Assert.Contains("System.IO.IOException: the disk is full", log, StringComparison.Ordinal);
        Assert.Contains(nameof(LogPrivacyTests), log, StringComparison.Ordinal);
    }

    private static Task<PortalHost> StartAsync(string environment) => PortalHost.StartAsync(
        settings: EverythingAtTrace,
        environment: environment,
        configure: builder => builder.Services.AddHttpClient("upstream"),
        map: app =>
        {
            app.MapGet("/hostile", (ILogger<LogPrivacyTests> logger) => FrameworkLog.Say(logger, "hostile\r\n{\"@l\":\"Fatal\"}\u001b[31m\u2028\u009b\u202e"));
            app.MapGet("/disk", IResult () => throw new InvalidOperationException("outer", new IOException("the disk is full")));
            app.MapGet("/upstream", (IHttpClientFactory clients, HttpRequest request, ILogger<LogPrivacyTests> logger) => AskAsync(clients, logger));
        });

    private static async Task AskAsync(IHttpClientFactory clients, ILogger logger)
    {
        FrameworkLog.Say(logger, "Something at Trace");
        FrameworkLog.RemoteAuthenticationFailed(logger, "canary-upstream");
        FrameworkLog.HandleChallenge(logger, "canary-state");
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/?access_token=canary-upstream");
        request.Headers.Authorization = new("Bearer", "canary-upstream");
        await Assert.ThrowsAsync<HttpRequestException>(() => clients.CreateClient("upstream").SendAsync(request));
    }

    private static bool IsUnsafe(char character) => char.IsControl(character) || character is '\u2028' or '\u202e';

    /// <summary>Messages as the framework writes them, under the category of our own class.</summary>
    private static partial class FrameworkLog
    {
        [LoggerMessage(4, LogLevel.Error, "Error from RemoteAuthentication: {ErrorMessage}.", EventName = "RemoteAuthenticationFailed")]
        public static partial void RemoteAuthenticationFailed(ILogger logger, string errorMessage);

        [LoggerMessage(1, LogLevel.Debug, "HandleChallenge with Location: {Location}.", EventName = "HandleChallenge")]
        public static partial void HandleChallenge(ILogger logger, string location);

        [LoggerMessage(9, LogLevel.Trace, "{Text}")]
        public static partial void Say(ILogger logger, string text);
    }
}
