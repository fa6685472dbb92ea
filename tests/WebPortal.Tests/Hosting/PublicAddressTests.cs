using System.Net;
using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>No request decides under which address the portal thinks it runs.</summary>
[Trait("Level", "Integration")]
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Forwarded-Prefix", "/evil")]
    [InlineData("Forwarded", "host=evil.example;proto=http")]
    [InlineData("X-Original-Host", "evil.example")]
    [InlineData("X-Host", "evil.example")]
    [InlineData("X_Forwarded_Host", "evil.example")]
    public async Task Headers_About_The_Host_Change_Nothing(string header, string value)
    {
        await using var portal = await PortalHost.StartAsync(settings: ["--Portal:TrustedProxies:0=127.0.0.1"]);

        var answer = await portal.GetAsync("/seen", null, (header, value));

        Assert.StartsWith("http://localhost:5080 ", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost:80")]
    [InlineData("localhost")]
    [InlineData("localhost.:5080")]
    [InlineData("localhost.evil.example:5080")]
    [InlineData("127.0.0.1:5080")]
    public async Task A_Page_Asked_For_Under_Another_Host_Is_Sent_To_The_Public_Address(string host)
    {
        await using var portal = await PortalHost.StartAsync();

        var answer = await portal.GetAsync("/seen?a=b%20c", host);

        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        Assert.Equal("http://localhost:5080/seen?a=b%20c", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("//evil.example/a")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("/@evil.example")]
    [InlineData("/.evil.example")]
    [InlineData("/%0d%0aLocation:%20https://evil.example")]
    public async Task Such_A_Redirect_Stays_On_Our_Origin_Whatever_The_Path(string path)
    {
        await using var portal = await PortalHost.StartAsync();

        var answer = await portal.SendRawAsync($"GET {path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        var location = answer.Split("\r\n").Single(line => line.StartsWith("Location:", StringComparison.Ordinal))["Location: ".Length..];
        Assert.StartsWith("http://localhost:5080/", location);
        Assert.Equal("localhost", new Uri(location).Host);
    }

    [Fact]
    public async Task A_Post_Under_Another_Host_Is_Refused()
    {
        await using var portal = await PortalHost.StartAsync();

        var answer = await portal.SendAsync(HttpMethod.Post, "/post", "evil.example");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/seen", "http://localhost:5080 ")]
    [InlineData("/health/ready", "Healthy")]
    [InlineData("/health/live", "Healthy")]
    public async Task Json_And_Health_Never_Redirect(string path, string text)
    {
        await using var portal = await PortalHost.StartAsync();

        var answer = await portal.GetAsync(path, "10.1.2.3:8080");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith(text, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("GET /seen HTTP/1.1\r\nHost: localhost:5080\r\nHost: evil.example\r\nConnection: close\r\n\r\n")]
    [InlineData("GET http://evil.example/seen HTTP/1.1\r\nHost: localhost:5080\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /seen HTTP/1.1\r\nConnection: close\r\n\r\n")]
    public async Task Contradicting_Hosts_Are_Refused(string request)
    {
        await using var portal = await PortalHost.StartAsync();

        Assert.StartsWith("HTTP/1.1 400", await portal.SendRawAsync(request));
    }

    [Fact]
    public async Task An_Absolute_Target_With_The_Same_Foreign_Host_Leads_To_The_Public_Address()
    {
        await using var portal = await PortalHost.StartAsync();

        var answer = await portal.SendRawAsync("GET http://evil.example/seen HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        Assert.Contains("Location: http://localhost:5080/seen\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_Http_Pages_Are_Sent_To_Https_And_Everything_Else_Is_Refused()
    {
        await using var portal = await PortalHost.StartAsync(PortalHost.Https);

        var page = await portal.GetAsync("/seen?x=1");
        var head = await portal.SendAsync(HttpMethod.Head, "/seen");
        var json = await portal.GetAsync("/api/v1/seen");
        var post = await portal.SendAsync(HttpMethod.Post, "/post");
        var health = await portal.GetAsync("/health/ready");

        Assert.Equal("https://portal.example/seen?x=1", page.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, head.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, json.StatusCode);
        Assert.Equal("application/problem+json", json.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.BadRequest, post.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }
}
