using System.Net;
using System.Net.Sockets;
using BitbucketEmulator.Hosting;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Authentication;

/// <summary>UP-02 at sign-in and refresh: a redirect of the token endpoint or the profile is never followed, so no credential goes elsewhere.</summary>
[Trait("Level", "Integration")]
public sealed class SignInRedirectTests
{
    public static TheoryData<string, int> Redirects()
    {
        var data = new TheoryData<string, int>();
        foreach (var path in (string[])["/site/oauth2/access_token", "/2.0/user"])
        {
            foreach (var status in (int[])[301, 302, 303, 307, 308])
            {
                data.Add(path, status);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task A_Redirect_Is_Not_Followed(string path, int status)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var elsewhere = (IPEndPoint)listener.LocalEndpoint;
        await using var portal = await PortalApp.StartAsync();
        portal.Emulator.Faults.Add(new() { PathPrefix = path, Status = status, RedirectTo = $"http://127.0.0.1:{elsewhere.Port}/take" });
        using var visitor = portal.NewVisitor();

        var end = await visitor.SignInAsync(Seeds.Person);

        Assert.StartsWith("/signin?reason=", end, StringComparison.Ordinal);
        Assert.False(listener.Pending());
        Assert.Single(portal.Emulator.Journal.Entries, entry => entry.Path == path);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_Redirected_Refresh_Is_Not_Followed_And_Keeps_The_Credential(int status)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var portal = await PortalApp.StartAsync();
        using var visitor = portal.NewVisitor();
        await visitor.SignInAsync(Seeds.Person);
        portal.Clock.Advance(TimeSpan.FromHours(3));
        portal.Emulator.Clock.Advance(TimeSpan.FromHours(3));
        portal.Emulator.Faults.Add(new()
        {
            Side = EmulatorSide.Web, PathPrefix = "/site/oauth2/access_token", Status = status, RedirectTo = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/take", Count = 1,
        });

        using var unavailable = await visitor.GetAsync("/api/v1/repositories");
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        using var recovered = await visitor.GetAsync("/api/v1/repositories");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, unavailable.StatusCode);
        Assert.Equal(HttpStatusCode.OK, recovered.StatusCode);
        Assert.False(listener.Pending());
    }
}
