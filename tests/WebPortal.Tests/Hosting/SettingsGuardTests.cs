using Xunit;

namespace WebPortal.Tests.Hosting;

/// <summary>Wrong settings stop the start with one message that names them all.</summary>
[Trait("Level", "Integration")]
public sealed class SettingsGuardTests
{
    [Fact]
    public async Task Every_Wrong_Setting_Is_Named_With_Its_Fix_And_Nothing_Starts()
    {
        var portal = await PortalProcess.RunAsync(
            ["--urls=http://127.0.0.1:0"],
            ("Portal__PublicAddress", "http://portal.example"),
            ("Portal__TrustedProxies__0", "not-an-address"),
            ("Portal__SecretsDirectory", "no-such-folder"),
            ("Portal__PublicAdress", "https://portal.example"),
            ("Portals__Name", "x"),
            ("Logging__LogLevel__Default", "Loud"),
            ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"));

        Assert.Equal(1, portal.ExitCode);
        Assert.Equal("", portal.Output);
        Assert.StartsWith("WebPortal cannot start.", portal.Error);
        AssertOneLine(portal.Error, "Portal:PublicAddress: http is accepted for loopback only. Use https");
        AssertOneLine(portal.Error, "Portal:TrustedProxies:0: neither an IP address nor a network.");
        AssertOneLine(portal.Error, "Portal:SecretsDirectory: this folder does not exist.");
        AssertOneLine(portal.Error, "Portal:PublicAdress: there is no such setting. Did you mean Portal:PublicAddress?");
        AssertOneLine(portal.Error, "Portals: there is no such section. Did you mean Portal?");
        AssertOneLine(portal.Error, "Logging:LogLevel:Default: not a level.");
        AssertOneLine(portal.Error, "ASPNETCORE_FORWARDEDHEADERS_ENABLED: trusts everybody.");
        Assert.DoesNotContain("   at ", portal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Missing_Public_Address_Stops_The_Start_Because_Production_Is_The_Default()
    {
        var portal = await PortalProcess.RunAsync([]);

        Assert.Equal(1, portal.ExitCode);
        AssertOneLine(portal.Error, "Portal:PublicAddress: missing. Set it to");
    }

    [Fact]
    public async Task A_Secret_In_The_Wrong_Place_Is_Not_Repeated()
    {
        var portal = await PortalProcess.RunAsync(
            [],
            ("Portal__PublicAddress", "canary-secret"),
            ("Portal__TrustedProxies__0", "canary-secret"),
            ("Portal__ClientSecret", "canary-secret"),
            ("Logging__LogLevel__Default", "canary-secret"));

        Assert.Equal(1, portal.ExitCode);
        Assert.DoesNotContain("canary", portal.Error + portal.Output, StringComparison.Ordinal);
    }

    private static void AssertOneLine(string text, string start) =>
        Assert.Single(text.Split('\n'), line => line.TrimStart().StartsWith(start, StringComparison.Ordinal));
}
