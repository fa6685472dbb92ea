using System.Net;
using System.Net.Sockets;
using WebPortal.Tests.Hosting;
using Xunit;

namespace WebPortal.Tests.Commands;

/// <summary>The doctor names everything that is wrong, and everything that is right, in one run.</summary>
[Trait("Level", "Integration")]
public sealed class CheckCommandTests : IAsyncDisposable
{
    private readonly TcpListener _upstream = new(IPAddress.Loopback, 0);

    private readonly List<string> _requests = [];

    private readonly Task _serving;

    public CheckCommandTests()
    {
        _upstream.Start();
        _serving = ServeAsync();
    }

    private string Upstream => $"http://{_upstream.LocalEndpoint}/";

    [Fact]
    public async Task A_Right_Installation_Passes_And_Sends_No_Credential()
    {
        var check = await RunAsync(
            ("Bitbucket__TokenEndpoint", Upstream + "token"), ("Bitbucket__ApiBaseAddress", Upstream), ("Bitbucket__AuthorizationEndpoint", Upstream + "authorize"));

        Assert.Equal("", check.Error);
        Assert.Equal(0, check.ExitCode);
        Assert.Contains("ok   address: http://localhost:5080; the callback to register at Bitbucket is http://localhost:5080/signin-bitbucket\n", check.Output, StringComparison.Ordinal);
        Assert.Contains("ok   database: Sqlite answers; the next start applies ", check.Output, StringComparison.Ordinal);
        Assert.Contains("ok   keys: the first start makes data/key-protection.pem\n", check.Output, StringComparison.Ordinal);
        Assert.Contains("ok   Bitbucket:TokenEndpoint: 127.0.0.1 answers\n", check.Output, StringComparison.Ordinal);
        Assert.Equal(2, _requests.Count);
        Assert.All(_requests, request => Assert.DoesNotContain("Authorization", request, StringComparison.OrdinalIgnoreCase));
        Assert.All(_requests, request => Assert.DoesNotContain("canary", request, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("canary", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_Wrong_Is_Named_At_Once_Each_With_Its_Fix()
    {
        var check = await RunAsync(
            ("Bitbucket__TokenEndpoint", "http://127.0.0.1:1/token"),
            ("Bitbucket__ApiBaseAddress", Upstream),
            ("Bitbucket__AuthorizationEndpoint", Upstream + "authorize"),
            ("Sessions__IdleTimeout", "abc"),
            ("Sessions__AbsoluteTimeout", "00:00:01"),
            ("Database__ConnectionString", "Data Source=/dev/null/portal.db"),
            ("KeyProtection__CertificatePath", "missing.pem"));

        Assert.Equal(1, check.ExitCode);
        Assert.Contains("FAIL Sessions:IdleTimeout: not a length of time. Write it like ", check.Error, StringComparison.Ordinal);
        Assert.Contains("FAIL Sessions:AbsoluteTimeout", check.Error, StringComparison.Ordinal);
        Assert.Contains("FAIL database: does not answer", check.Error, StringComparison.Ordinal);
        Assert.Contains("FAIL keys: KeyProtection:CertificatePath", check.Error, StringComparison.Ordinal);
        Assert.Contains("FAIL Bitbucket:TokenEndpoint: 127.0.0.1 does not answer within 5 seconds. Check the address", check.Error, StringComparison.Ordinal);
        Assert.Contains("ok   Bitbucket:ApiBaseAddress: 127.0.0.1 answers", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", check.Error, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _upstream.Dispose();
        await _serving;
    }

    private static Task<PortalProcess.Outcome> RunAsync(params (string Name, string Value)[] environment) => PortalProcess.RunAsync(
        ["check"],
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("Bitbucket__ClientId", "canary-id"), ("Bitbucket__ClientSecret", "canary-secret"),
            .. environment,
        ]);

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _upstream.AcceptTcpClientAsync();
                var stream = client.GetStream();
                var buffer = new byte[4096];
                var read = await stream.ReadAsync(buffer);
                _requests.Add(System.Text.Encoding.Latin1.GetString(buffer, 0, read));
                await stream.WriteAsync("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was disposed: the test is over.
        }
    }
}
