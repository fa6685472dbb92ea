using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WebPortal.Hosting;
using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>Probes learn one word.</summary>
[Trait("Level", "Integration")]
public sealed class HealthTests
{
    [Theory]
    [InlineData("/health/live", 200, "Healthy")]
    [InlineData("/health/ready", 503, "Unhealthy")]
    public async Task A_Failing_Check_Makes_The_Process_Not_Ready_But_Alive(string path, int status, string text)
    {
        await using var portal = await PortalHost.StartAsync(configure: builder => builder.Services.AddHealthChecks()
            .AddCheck("database", () => throw new IOException("canary"), tags: [HealthEndpoints.ReadyTag]));

        var answer = await portal.GetAsync(path);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(text, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_Degraded_Process_Is_Ready_And_Tells_Nobody()
    {
        await using var portal = await PortalHost.StartAsync(configure: builder => builder.Services.AddHealthChecks()
            .AddCheck("keys", () => HealthCheckResult.Degraded("canary"), tags: [HealthEndpoints.ReadyTag]));

        var answer = await portal.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_Check_Without_The_Tag_Does_Not_Decide()
    {
        await using var portal = await PortalHost.StartAsync(configure: builder => builder.Services.AddHealthChecks()
            .AddCheck("other", () => HealthCheckResult.Unhealthy()));

        Assert.Equal(HttpStatusCode.OK, (await portal.GetAsync("/health/ready")).StatusCode);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Probes_Only_Read(string path)
    {
        await using var portal = await PortalHost.StartAsync();

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await portal.SendAsync(HttpMethod.Post, path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await portal.SendAsync(HttpMethod.Head, path)).StatusCode);
    }
}
