using WebPortal.Tests.Hosting;
using Xunit;

namespace WebPortal.Tests.Commands;

/// <summary>The probe that a container runs.</summary>
[Trait("Level", "Integration")]
public sealed class HealthCommandTests
{
    [Fact]
    public async Task A_Portal_That_Is_Ready_Passes()
    {
        await using var portal = await PortalHost.StartAsync();

        var probe = await PortalProcess.RunAsync(["health"], ("ASPNETCORE_HTTP_PORTS", $"{portal.Address.Port}"));

        Assert.Equal((0, "Healthy\n", ""), (probe.ExitCode, probe.Output, probe.Error));
    }

    [Fact]
    public async Task No_Portal_Fails()
    {
        var probe = await PortalProcess.RunAsync(["health"], ("ASPNETCORE_URLS", "http://+:1"));

        Assert.Equal(1, probe.ExitCode);
        Assert.Equal("health: http://127.0.0.1:1/ does not answer.\n", probe.Error);
    }
}
