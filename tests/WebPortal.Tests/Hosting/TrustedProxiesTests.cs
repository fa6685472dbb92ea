using System.Net;
using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>Forwarded headers count only from listed proxies, and only as many hops as there are proxies.</summary>
[Trait("Level", "Integration")]
public sealed class TrustedProxiesTests
{
    private const string Chain = "203.0.113.9, 198.51.100.7, 192.0.2.5";

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X_Forwarded_For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9;proto=https")]
    [InlineData("X-Forwarded-For", "::ffff:203.0.113.9")]
    public async Task An_Unlisted_Peer_Cannot_Change_Its_Address(string header, string value)
    {
        await using var portal = await PortalHost.StartAsync(settings: ["--Portal:TrustedProxies:0=192.0.2.1"]);

        var answer = await portal.GetAsync("/seen", null, (header, value), ("X-Forwarded-Proto", "https"));

        Assert.Equal("http://localhost:5080 127.0.0.1", await ReadAsync(answer));
    }

    [Fact]
    public async Task An_Unlisted_Peer_Cannot_Claim_Https()
    {
        await using var portal = await PortalHost.StartAsync(PortalHost.Https);

        var answer = await portal.GetAsync("/api/v1/seen", null, ("X-Forwarded-Proto", "https"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    public async Task One_Listed_Proxy_Is_Believed_For_One_Hop(string proxy)
    {
        await using var portal = await PortalHost.StartAsync(PortalHost.Https, [$"--Portal:TrustedProxies:0={proxy}"]);

        var answer = await portal.GetAsync("/seen", null, ("X-Forwarded-For", Chain), ("X-Forwarded-Proto", "http, http, https"));

        Assert.Equal("https://portal.example 192.0.2.5", await ReadAsync(answer));
    }

    [Fact]
    public async Task Two_Listed_Proxies_Are_Believed_For_Two_Hops()
    {
        await using var portal = await PortalHost.StartAsync(
            PortalHost.Https, ["--Portal:TrustedProxies:0=127.0.0.1", "--Portal:TrustedProxies:1=192.0.2.5"]);

        var answer = await portal.GetAsync("/seen", null, ("X-Forwarded-For", Chain), ("X-Forwarded-Proto", "http, https, https"));

        Assert.Equal("https://portal.example 198.51.100.7", await ReadAsync(answer));
    }

    [Fact]
    public async Task Naming_The_Trusted_Network_Again_Does_Not_Lengthen_The_Chain()
    {
        await using var portal = await PortalHost.StartAsync(PortalHost.Https, ["--Portal:TrustedProxies:0=127.0.0.0/8"]);

        var answer = await portal.GetAsync(
            "/seen", null, ("X-Forwarded-For", "203.0.113.9, 127.0.0.7"), ("X-Forwarded-Proto", "https, https"));

        Assert.Equal("https://portal.example 127.0.0.7", await ReadAsync(answer));
    }

    [Fact]
    public async Task A_Hop_That_Is_Not_Listed_Ends_The_Chain()
    {
        await using var portal = await PortalHost.StartAsync(
            PortalHost.Https, ["--Portal:TrustedProxies:0=127.0.0.1", "--Portal:TrustedProxies:1=192.0.2.99"]);

        var answer = await portal.GetAsync("/seen", null, ("X-Forwarded-For", Chain), ("X-Forwarded-Proto", "http, http, https"));

        Assert.Equal("https://portal.example 192.0.2.5", await ReadAsync(answer));
    }

    private static Task<string> ReadAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
