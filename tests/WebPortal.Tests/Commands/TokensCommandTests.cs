using WebPortal.Commands;
using WebPortal.Lending.Tokens;
using WebPortal.Tests.Infrastructure;
using WebPortal.Tests.Lending.Tokens;
using Xunit;

namespace WebPortal.Tests.Commands;

/// <summary>Listing and revoking portal tokens from the command line.</summary>
[Trait("Level", "Integration")]
public sealed class TokensCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tokens_Are_Listed_And_Revoked_And_Never_Printed()
    {
        await using var portal = await PortalApp.StartAsync();
        using var person = portal.NewVisitor();
        await person.SignInAsync("chidi");
        var (id, token) = await Lent.IssueAsync(portal, "chidi", Lent.Terms(["northlight/a*"]));
        using var client = Lent.NewClient(portal, token);
        await Lent.ReadAsync(client, "/api/v1/me");

        var (code, listed, error) = await RunAsync(portal, "tokens", "list", "--person", "chidi");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains($"{id}  in force", listed, StringComparison.Ordinal);
        Assert.Contains("northlight/a*", listed, StringComparison.Ordinal);
        Assert.EndsWith("1 portal token.", listed.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain(token[4..20], listed, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(TokenText.Hash(token))[..16], listed, StringComparison.OrdinalIgnoreCase);

        Assert.Equal(0, (await RunAsync(portal, "tokens", "revoke", "--id", $"{id}")).Code);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/me", Cancellation)).StatusCode);
        Assert.Equal("0 portal tokens.", (await RunAsync(portal, "tokens", "list")).Output.Trim());
        Assert.Contains("revoked", (await RunAsync(portal, "tokens", "list", "--all")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--id=x", "say which token")]
    [InlineData("--id=00000000-0000-0000-0000-000000000000", "there is no token")]
    public async Task What_Cannot_Be_Revoked_Is_Said(string argument, string said)
    {
        await using var portal = await PortalApp.StartAsync();

        var (code, _, error) = await RunAsync(portal, "tokens", "revoke", argument);

        Assert.Equal(1, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(PortalApp portal, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(portal.Services, arguments, output, error, Cancellation);
        return (code, output.ToString(), error.ToString());
    }
}
