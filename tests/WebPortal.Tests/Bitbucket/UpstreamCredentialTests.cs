using System.Text;
using WebPortal.Bitbucket;
using Xunit;

namespace WebPortal.Tests.Bitbucket;

/// <summary>One type makes the header of every call, whatever kind of credential is behind it, and never prints it.</summary>
[Trait("Level", "Unit")]
public sealed class UpstreamCredentialTests
{
    [Fact]
    public void An_Access_Token_Is_Sent_As_Bearer() =>
        Assert.Equal("Bearer canary", UpstreamCredential.Bearer(new AccessToken("canary")).ToHeader().ToString());

    [Fact]
    public void Account_And_Secret_Are_Sent_As_Basic()
    {
        var header = UpstreamCredential.Basic("zoë@example.org", new AccountSecret("canary:x")).ToHeader();

        Assert.Equal("Basic", header.Scheme);
        Assert.Equal("zoë@example.org:canary:x", Encoding.UTF8.GetString(Convert.FromBase64String(header.Parameter!)));
    }

    [Fact]
    public void It_Prints_A_Redaction() =>
        Assert.DoesNotContain("canary", $"{UpstreamCredential.Bearer(new AccessToken("canary"))}", StringComparison.Ordinal);
}
