using WebPortal.Tests.Hosting;
using Xunit;

namespace WebPortal.Tests.Commands;

/// <summary>The command line of the real program, in an empty folder.</summary>
[Trait("Level", "Integration")]
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webportal-");

    private string CertificatePath => Path.Combine(_folder.FullName, "keys", "certificate.pem");

    private string PrivateKeyPath => Path.Combine(_folder.FullName, "keys", "private.pem");

    private string DatabasePath => Path.Combine(_folder.FullName, "portal.db");

    [Theory]
    [InlineData("rotate")]
    [InlineData("keys")]
    [InlineData("keys", "destroy")]
    [InlineData("Check")]
    public async Task An_Unknown_Command_Shows_The_List_And_Fails(params string[] arguments)
    {
        var portal = await PortalProcess.RunAsync(arguments);

        Assert.Equal(1, portal.ExitCode);
        Assert.StartsWith($"There is no command \"{string.Join(' ', arguments)}\".", portal.Error);
        Assert.Contains("  migrate ", portal.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("health", portal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_Shows_The_List_And_Succeeds()
    {
        var portal = await PortalProcess.RunAsync(["--help"]);

        Assert.Equal(0, portal.ExitCode);
        Assert.Contains("  keys create ", portal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_Makes_The_Database_Once()
    {
        var first = await RunAsync("migrate");
        var second = await RunAsync("migrate");

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.StartsWith("Applied: ", first.Output);
        Assert.Equal("The database is up to date.\n", second.Output);
        Assert.True(File.Exists(DatabasePath));
    }

    [Fact]
    public async Task Keys_Create_Writes_Private_Files_And_Overwrites_Nothing()
    {
        var first = await RunAsync("keys", "create");
        var certificate = await File.ReadAllTextAsync(CertificatePath, TestContext.Current.CancellationToken);
        var second = await RunAsync("keys", "create");

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("exists already and is kept", second.Error, StringComparison.Ordinal);
        Assert.Equal(certificate, await File.ReadAllTextAsync(CertificatePath, TestContext.Current.CancellationToken));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PrivateKeyPath));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Path.GetDirectoryName(PrivateKeyPath)!));
        }
    }

    [Fact]
    public async Task Keys_Status_Shows_The_Certificate_But_No_Secret()
    {
        await RunAsync("migrate");
        await RunAsync("keys", "create");

        var status = await RunAsync("keys", "status");

        Assert.Equal((0, ""), (status.ExitCode, status.Error));
        Assert.Contains($"Certificate  {CertificatePath}", status.Output, StringComparison.Ordinal);
        Assert.Contains("No keys yet; the first start makes one.", status.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_Status_Without_A_Certificate_Says_What_To_Do()
    {
        var status = await RunAsync("keys", "status");

        Assert.Equal(1, status.ExitCode);
        Assert.Contains("KeyProtection:CertificatePath", status.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", status.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Command_Refuses_Only_On_The_Settings_It_Needs()
    {
        var portal = await RunAsync("migrate", "--Database:Provider=Oracle", "--Sessions:IdleTimeout=abc");

        Assert.Equal(1, portal.ExitCode);
        Assert.StartsWith("Database:Provider: ", portal.Error);
        Assert.DoesNotContain("Sessions", portal.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Bitbucket", portal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Option_That_A_Command_Does_Not_Know_Is_Refused()
    {
        var portal = await RunAsync("migrate", "--dry-run");

        Assert.Equal((1, "migrate: there is no option --dry-run. Write: WebPortal migrate\n"), (portal.ExitCode, portal.Error));
        Assert.False(File.Exists(DatabasePath));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<PortalProcess.Outcome> RunAsync(params string[] arguments) => PortalProcess.RunAsync(
        arguments,
        ("Database__ConnectionString", $"Data Source={DatabasePath}"),
        ("KeyProtection__CertificatePath", CertificatePath),
        ("KeyProtection__PrivateKeyPath", PrivateKeyPath));
}
