using System.Net;
using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>One request cannot cost more than it may.</summary>
[Trait("Level", "Integration")]
public sealed class ServerLimitsTests
{
    [Fact]
    public async Task A_Body_Above_One_Megabyte_Is_Refused()
    {
        await using var portal = await PortalHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/read") { Content = new ByteArrayContent(new byte[(1024 * 1024) + 1]) };
        request.Headers.Host = "localhost:5080";
        request.Headers.ExpectContinue = true;

        var answer = await portal.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task An_Address_Above_Eight_Kilobytes_Is_Refused()
    {
        await using var portal = await PortalHost.StartAsync();

        var answer = await portal.SendRawAsync($"GET /{new string('a', 8192)} HTTP/1.1\r\nHost: localhost:5080\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 414", answer);
    }

    [Theory]
    [InlineData(1, 33 * 1024)]
    [InlineData(101, 1)]
    public async Task Too_Many_Or_Too_Large_Headers_Are_Refused(int count, int size)
    {
        await using var portal = await PortalHost.StartAsync();
        var headers = string.Concat(Enumerable.Range(0, count).Select(index => $"X-{index}: {new string('a', size)}\r\n"));

        var answer = await portal.SendRawAsync($"GET / HTTP/1.1\r\nHost: localhost:5080\r\n{headers}\r\n");

        Assert.StartsWith("HTTP/1.1 431", answer);
    }

    [Theory]
    [InlineData("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody")]
    [InlineData("Content-Length: 4\r\n folded: yes\r\n\r\nbody")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n4;a\n\r\nbody\r\n0\r\n\r\n")]
    public async Task A_Body_Whose_End_Is_Ambiguous_Is_Refused_And_The_Connection_Ends(string rest)
    {
        await using var portal = await PortalHost.StartAsync();

        var answer = await portal.SendRawAsync($"POST /read HTTP/1.1\r\nHost: localhost:5080\r\n{rest}");

        Assert.StartsWith("HTTP/1.1 400", answer);
    }
}
