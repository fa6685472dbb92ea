using System.Net;
using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>Only the portal's own pages may start requests that change something.</summary>
[Trait("Level", "Integration")]
public sealed class RequestGuardTests
{
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "same-origin, cross-site")]
    [InlineData("Sec-Fetch-Site", "")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:5081")]
    [InlineData("Origin", "https://localhost:5080")]
    [InlineData("Origin", "http://localhost:5080.evil.example")]
    [InlineData("Origin", "http://localhost:5080/")]
    [InlineData("Origin", "")]
    public async Task A_Post_From_Elsewhere_Is_Refused(string header, string value)
    {
        await using var portal = await PortalHost.StartAsync();

        var page = await portal.SendAsync(HttpMethod.Post, "/post", null, (header, value));
        var json = await portal.SendAsync(HttpMethod.Post, "/api/v1/post", null, (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, json.StatusCode);
        Assert.Equal("application/problem+json", json.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "http://localhost:5080")]
    [InlineData("Accept", "text/html")]
    public async Task A_Post_From_The_Portal_Itself_Passes(string header, string value)
    {
        await using var portal = await PortalHost.StartAsync();

        var answer = await portal.SendAsync(HttpMethod.Post, "/post", null, (header, value));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Every_Verb_That_Changes_Something_Is_Guarded(string verb)
    {
        await using var portal = await PortalHost.StartAsync();

        var answer = await portal.SendAsync(new HttpMethod(verb), "/post", null, ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_Link_From_Another_Site_May_Open_A_Page()
    {
        await using var portal = await PortalHost.StartAsync();

        var answer = await portal.GetAsync("/seen", null, ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("TRACK")]
    [InlineData("CONNECT")]
    [InlineData("PROPFIND")]
    [InlineData("get")]
    public async Task Unknown_Verbs_Are_Not_Allowed(string verb)
    {
        await using var portal = await PortalHost.StartAsync();
        var target = verb == "CONNECT" ? "localhost:5080" : "/seen";

        var answer = await portal.SendRawAsync($"{verb} {target} HTTP/1.1\r\nHost: localhost:5080\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 405", answer);
        Assert.Contains("Allow: GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("X-HTTP-Method")]
    [InlineData("X-Method-Override")]
    public async Task A_Header_Never_Replaces_The_Verb(string header)
    {
        await using var portal = await PortalHost.StartAsync();

        var answer = await portal.GetAsync("/post", null, (header, "POST"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }
}
