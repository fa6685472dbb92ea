using System.Net;
using System.Net.Sockets;
using WebPortal.BrowserTests.Running;

namespace WebPortal.BrowserTests;

/// <summary>The demo as a program: how it begins, how it ends, and what it says when it cannot.</summary>
[Trait("Level", "Browser")]
public sealed class DemoTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_Signal_Ends_Emulator_And_Portal_And_Throws_The_Data_Away(string signal)
    {
        // A folder of its own: other demos may run on this machine.
        var temporary = Directory.CreateTempSubdirectory("webportal-temporary-").FullName;
        await using var demo = await DemoProcess.StartAsync(new Dictionary<string, string> { ["TMPDIR"] = temporary });
        Assert.NotEmpty(Directory.GetDirectories(temporary, "webportal-demo-*"));

        demo.Signal(signal);

        Assert.Equal(0, await demo.WaitForExitAsync());
        Assert.Contains("amelia", demo.Output, StringComparison.Ordinal);
        Assert.True(IsFree(demo.Portal) && IsFree(demo.Emulator));
        Assert.Empty(Directory.GetDirectories(temporary, "webportal-demo-*"));
        Directory.Delete(temporary, recursive: true);
    }

    [Theory]
    [InlineData("--portal-port")]
    [InlineData("--emulator-port")]
    public async Task A_Port_In_Use_Is_Named_With_The_Flag_That_Changes_It(string flag)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (portal, emulator) = (DemoProcess.FreePorts(1), DemoProcess.FreePorts(2));
        string[] arguments = flag == "--portal-port"
            ? [flag, $"{port}", "--emulator-port", $"{emulator}"]
            : [flag, $"{port}", "--portal-port", $"{portal}"];

        await using var demo = DemoProcess.Launch(arguments, portal, emulator);

        Assert.Equal(1, await demo.WaitForExitAsync());
        Assert.Contains(flag, demo.Output, StringComparison.Ordinal);
        Assert.Contains($"{port}", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Named_Folder_Keeps_The_Data()
    {
        var folder = Directory.CreateTempSubdirectory("webportal-kept-").FullName;
        var (portal, emulator) = (DemoProcess.FreePorts(1), DemoProcess.FreePorts(2));
        await using (var demo = DemoProcess.Launch(["--portal-port", $"{portal}", "--emulator-port", $"{emulator}", "--data", folder], portal, emulator))
        {
            await demo.WaitUntilReadyAsync();
        }

        Assert.True(File.Exists(Path.Combine(folder, "data", "portal.db")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_Unknown_Flag_Is_Answered_With_The_Usage()
    {
        await using var demo = DemoProcess.Launch(["--colour", "blue"], 1, 1);

        Assert.Equal(2, await demo.WaitForExitAsync());
        Assert.Contains("--colour blue is not understood", demo.Output, StringComparison.Ordinal);
        Assert.Contains("--emulator-port", demo.Output, StringComparison.Ordinal);
    }

    private static bool IsFree(Uri address)
    {
        using var listener = new TcpListener(IPAddress.Loopback, address.Port);
        listener.Start();
        return true;
    }
}
