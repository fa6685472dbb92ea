using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>VT-05 on the whole portal: an old database and an empty ring.</summary>
[Trait("Level", "Integration")]
public sealed class LostKeysTests : IAsyncLifetime
{
    private static readonly string[] Pages =
        ["/", "/repositories", "/account", "/admin/connections", "/health/live", "/health/ready", "/api/v1/me", "/api/v1/repositories", "/signin?reason=failed"];

    private PortalApp _portal = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await PortalApp.StartAsync();

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task The_Portal_Starts_Asks_To_Reconnect_And_Never_Answers_With_A_Fault()
    {
        using var before = _portal.NewVisitor();
        await before.SignInAsync(Seeds.Administrator);
        await LoseRingAsync();

        await using var second = _portal.StartReplica();
        using var after = second.NewVisitor();
        foreach (var (name, value) in before.Cookies)
        {
            after.Cookies[name] = value;
        }

        foreach (var page in Pages)
        {
            using var answer = await after.GetAsync(page);
            Assert.True((int)answer.StatusCode < 500, $"{page} answered {answer.StatusCode}");
        }

        Assert.Equal("ReconnectNeeded keys-lost", await StateAsync());
        Assert.Equal(HealthStatus.Degraded, (await second.Get<HealthCheckService>().CheckHealthAsync(Cancellation)).Status);
        using (var ready = await after.GetAsync("/health/ready"))
        {
            Assert.Equal((HttpStatusCode.OK, "Healthy"), (ready.StatusCode, await ready.Content.ReadAsStringAsync(Cancellation)));
        }

        Assert.Single(second.Log.ToString().Split('\n'), line => line.Contains("The key ring is empty although 1 sealed credentials", StringComparison.Ordinal));
        using var anew = second.NewVisitor();
        Assert.Equal("/repositories", await anew.SignInAsync(Seeds.Administrator));
        Assert.Equal("Healthy ", await StateAsync());
        Assert.Equal(HttpStatusCode.OK, (await anew.GetAsync("/admin/connections")).StatusCode);
        Assert.Equal(HealthStatus.Healthy, (await second.Get<HealthCheckService>().CheckHealthAsync(Cancellation)).Status);
    }

    private async Task LoseRingAsync()
    {
        await using var database = _portal.OpenDatabase();
        await database.DataProtectionKeys.ExecuteDeleteAsync(Cancellation);
    }

    private async Task<string> StateAsync()
    {
        await using var database = _portal.OpenDatabase();
        return await database.Connections.Select(row => row.State.ToString() + " " + row.StateReason).SingleAsync(Cancellation);
    }
}
