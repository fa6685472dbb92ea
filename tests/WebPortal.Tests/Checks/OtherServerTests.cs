using System.Net;
using System.Text.Json;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>The portal holds to the facts, not to the emulator: it does its main job against another server that follows them.</summary>
[Trait("Level", "Integration")]
public sealed class OtherServerTests
{
    [Fact]
    public async Task The_Main_Job_Works_Against_Another_Server()
    {
        await using var other = await OtherBitbucket.StartAsync(TestContext.Current.CancellationToken);
        await using var portal = await PortalApp.StartAsync(settings:
        [
            ("Bitbucket:AuthorizationEndpoint", new Uri(other.Address, "/oauth/authorize").ToString()),
            ("Bitbucket:TokenEndpoint", new Uri(other.Address, "/oauth/token").ToString()),
            ("Bitbucket:ApiBaseAddress", new Uri(other.Address, "/api/v9/").ToString()),
        ]);
        using var visitor = portal.NewVisitor();

        Assert.Equal("/repositories", await visitor.SignInAsync("anybody"));
        using var answer = await visitor.GetAsync("/api/v1/repositories");
        using var list = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/repositories/elsewhere")).StatusCode);

        Assert.Equal(OtherBitbucket.Repositories, list.RootElement.GetProperty("total").GetInt32());
        Assert.Equal("complete", list.RootElement.GetProperty("completeness").GetProperty("state").GetString());
    }
}
