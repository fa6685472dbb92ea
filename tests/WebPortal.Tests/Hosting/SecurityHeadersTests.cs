using WebPortal.Hosting;
using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>Every kind of answer carries the browser's rules.</summary>
[Trait("Level", "Integration")]
public sealed class SecurityHeadersTests
{
    [Theory]
    [InlineData("GET", "/seen", 200)]
    [InlineData("HEAD", "/missing", 404)]
    [InlineData("GET", "/missing", 404)]
    [InlineData("GET", "/api/v1/missing", 404)]
    [InlineData("GET", "/throw", 500)]
    [InlineData("GET", "/api/v1/throw", 500)]
    [InlineData("GET", "/elsewhere", 302)]
    [InlineData("GET", "/empty", 204)]
    [InlineData("GET", "/health/live", 200)]
    [InlineData("GET", "/health/ready", 200)]
    [InlineData("POST", "/seen", 405)]
    [InlineData("PROPFIND", "/seen", 405)]
    public async Task Every_Answer_Carries_Them(string verb, string path, int status)
    {
        await using var portal = await PortalHost.StartAsync(PortalHost.Https, ["--Portal:TrustedProxies:0=127.0.0.1"]);

        var answer = await portal.SendAsync(new HttpMethod(verb), path, null, ("X-Forwarded-Proto", "https"));

        Assert.Equal(status, (int)answer.StatusCode);
        AssertHeaders(answer);
    }

    [Fact]
    public async Task Refusals_And_Redirects_To_The_Public_Address_Carry_Them_Too()
    {
        await using var portal = await PortalHost.StartAsync(PortalHost.Https);

        AssertHeaders(await portal.GetAsync("/seen"));
        AssertHeaders(await portal.GetAsync("/api/v1/seen"));
        AssertHeaders(await portal.SendAsync(HttpMethod.Post, "/post", "evil.example"));
    }

    [Fact]
    public async Task A_Plain_Address_On_Loopback_Does_Not_Ask_For_Https()
    {
        await using var portal = await PortalHost.StartAsync();

        Assert.False((await portal.GetAsync("/seen")).Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Forms_May_Reach_The_Origins_That_A_Feature_Names()
    {
        await using var portal = await PortalHost.StartAsync(configure: builder =>
            builder.Services.AllowFormsToReach<PortalOptions>(_ => new Uri("https://codehost.example/site/authorize?x=1")));

        var policy = (await portal.GetAsync("/seen")).Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains("form-action 'self' https://codehost.example;", policy, StringComparison.Ordinal);
    }

    private static void AssertHeaders(HttpResponseMessage answer)
    {
        string Value(string name) => answer.Headers.GetValues(name).Single();
        var policy = Value("Content-Security-Policy");
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy);
        Assert.EndsWith("base-uri 'none'; object-src 'none'; frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Value("X-Content-Type-Options"));
        Assert.Equal("DENY", Value("X-Frame-Options"));
        Assert.Equal("same-origin", Value("Referrer-Policy"));
        Assert.Equal("same-origin", Value("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Value("Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Value("Permissions-Policy"), StringComparison.Ordinal);
        Assert.Equal("max-age=31536000; includeSubDomains", Value("Strict-Transport-Security"));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }
}
