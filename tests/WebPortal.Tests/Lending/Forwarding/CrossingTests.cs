using System.Net;
using Microsoft.AspNetCore.Http;
using WebPortal.Tests.Bitbucket;
using WebPortal.Tests.Checks;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Lending.Forwarding;

/// <summary>UP-05, UP-06 and UP-10 at the pass-through: what crosses the portal in either direction, and what never does.</summary>
[Trait("Level", "Integration")]
public sealed class CrossingTests
{
    private static readonly (string Name, string Value)[] FromCaller =
    [
        ("Cookie", "session=canary-in-1"), ("X-Forwarded-For", "10.9.8.7"), ("X-Forwarded-Host", "canary-in-2.example"), ("Forwarded", "for=canary-in-3"), ("X-Custom", "canary-in-4"),
        ("Origin", PortalApp.Address), ("Referer", "https://canary-in-5.example/"), ("Proxy-Authorization", "Basic canary-in-6"), ("X-HTTP-Method-Override", "DELETE"), ("Range", "bytes=0-1"),
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("baggage", "canary-in-7=1"), ("Accept-Language", "x-canary-in-8"), ("Accept-Encoding", "gzip"), ("TE", "trailers"),
    ];

    private static readonly (string Name, string Value)[] FromBitbucket =
    [
        ("Set-Cookie", "canary-out-1=1; Path=/"), ("Server", "canary-out-2"), ("Location", "https://canary-out-3.example/"), ("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Credentials", "true"),
        ("X-OAuth-Scopes", "canary-out-4"), ("X-Credential-Type", "oauth2"), ("X-Custom", "canary-out-5"), ("WWW-Authenticate", "Basic realm=canary-out-6"), ("Refresh", "0;url=https://canary-out-7.example"),
        ("Content-Security-Policy", "default-src *"), ("Link", "<https://canary-out-8.example>; rel=preload"), ("Clear-Site-Data", "\"*\""), ("Strict-Transport-Security", "max-age=0"), ("Alt-Svc", "h3=\":443\""),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_Header_Crosses_That_Is_Not_Listed()
    {
        await using var bitbucket = await FaultyBitbucket.StartAsync();
        using var tool = await TokenHolder.SignInAsync(bitbucket.Portal);
        bitbucket.Fault = context =>
        {
            foreach (var (name, value) in FromBitbucket)
            {
                context.Response.Headers.Append(name, value);
            }

            return UpstreamDouble.WriteJsonAsync(context, FaultyBitbucket.Good);
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, TokenHolder.Prefix + "repositories/bad");
        foreach (var (name, value) in FromCaller)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await tool.Client.SendAsync(request, Cancellation);

        Assert.Equal(FaultyBitbucket.Good, await answer.Content.ReadAsStringAsync(Cancellation));
        var sent = bitbucket.Upstream.Journal.Last();
        Assert.Equal(["Authorization", "Host", "User-Agent"], sent.Headers.Keys.Where(name => name != "Accept").Order(StringComparer.Ordinal));
        Assert.DoesNotContain("wpt_", sent.Authorization, StringComparison.Ordinal);
        Assert.StartsWith("Bearer ", sent.Authorization, StringComparison.Ordinal);
        var received = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));
        Assert.DoesNotContain("canary", received, StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control", received, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("max-age=0", received, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", received, StringComparison.Ordinal);
        Assert.Contains("no-store", received, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("repositories/good%0d%0aX-Injected:%201")]
    [InlineData("repositories/good?q=%0d%0aX-Injected:%201")]
    [InlineData("repositories/good?q=a%00")]
    [InlineData("repositories/LONG")]
    [InlineData("repositories/good?q=LONG")]
    [InlineData("repositories/good?LONG=1")]
    [InlineData("repositories/good/x/src/main/LONG")]
    public async Task Line_Breaks_And_Floods_Are_Refused_Before_Anything_Is_Asked(string below)
    {
        await using var bitbucket = await FaultyBitbucket.StartAsync();
        using var tool = await TokenHolder.SignInAsync(bitbucket.Portal);
        var calls = bitbucket.Upstream.Journal.Count;

        var (status, _) = await tool.SendRawAsync(below.Replace("LONG", new string('a', 65_536), StringComparison.Ordinal));

        Assert.True(status is 400 or 404, $"{status}");
        Assert.Equal(calls, bitbucket.Upstream.Journal.Count);
    }

    [Theory]
    [InlineData("Accept", 65_536)]
    [InlineData("If-None-Match", 65_536)]
    public async Task A_Flood_In_A_Header_That_Is_Passed_On_Is_Refused(string name, int length)
    {
        await using var bitbucket = await FaultyBitbucket.StartAsync();
        using var tool = await TokenHolder.SignInAsync(bitbucket.Portal);
        var calls = bitbucket.Upstream.Journal.Count;
        foreach (var value in new[] { new string('a', length), "\"ü\"" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, TokenHolder.Prefix + "repositories/good");
            request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await tool.Client.SendAsync(request, Cancellation);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal(calls, bitbucket.Upstream.Journal.Count);
    }

    [Fact]
    public async Task Basic_Credentials_Open_Nothing_And_Reach_Nobody()
    {
        await using var bitbucket = await FaultyBitbucket.StartAsync();
        using var tool = await TokenHolder.SignInAsync(bitbucket.Portal);
        var calls = bitbucket.Upstream.Journal.Count;
        using var visitor = bitbucket.Portal.NewVisitor();
        foreach (var pair in new[] { "amelia:x", "amélie:x", "a:b:c", "a\r\nX: 1:x", ":", "" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, TokenHolder.Prefix + "repositories/good");
            request.Headers.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pair)));
            using var answer = await visitor.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Equal(calls, bitbucket.Upstream.Journal.Count);
    }

    [Fact]
    public async Task A_Packed_Body_And_A_Page_In_Between_Are_Not_Passed_On()
    {
        await using var bitbucket = await FaultyBitbucket.StartAsync();
        using var tool = await TokenHolder.SignInAsync(bitbucket.Portal);
        bitbucket.Fault = context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return UpstreamDouble.WriteJsonAsync(context, "packed");
        };
        Assert.Equal(HttpStatusCode.BadGateway, (await tool.GetAsync("repositories/bad")).StatusCode);
        bitbucket.Fault = context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<h1>Maintenance</h1>", context.RequestAborted);
        };
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await tool.GetAsync("repositories/bad")).StatusCode);
    }
}
