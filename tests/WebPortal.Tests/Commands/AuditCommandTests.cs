using Microsoft.EntityFrameworkCore;
using WebPortal.Data;
using WebPortal.Tests.Hosting;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Commands;

/// <summary><c>audit verify</c> and <c>audit export</c> of the real program.</summary>
[Trait("Level", "Integration")]
public sealed class AuditCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webportal-");

    private string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "portal.db")}";

    private string Export => Path.Combine(_folder.FullName, "audit.ndjson");

    [Fact]
    public async Task An_Export_Verifies_Elsewhere_And_Against_The_Database()
    {
        await PrepareAsync();
        Assert.Equal((0, "audit: there is no record yet.\n", ""), await RunAsync("audit", "verify"));

        var export = await RunAsync("audit", "export", Export);
        Assert.Equal((0, $"audit: wrote {Export}. Verify it anywhere with \"WebPortal audit verify {Export}\".\n", ""), export);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Export));
        }

        var elsewhere = await PortalProcess.RunAsync(["audit", "verify", Export, "--certificate", CertificatePath]);
        Assert.Equal((0, ""), (elsewhere.ExitCode, elsewhere.Error));
        Assert.Matches($"^audit: {Export}: records 1 to 1 are complete and unchanged, last hash [0-9a-f]{{64}}; signed with the given certificate\\.\n$", elsewhere.Output);

        var (code, output, error) = await RunAsync("audit", "verify", "--against", Export);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains(" at record 1 is still in it.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_A_File_The_Lines_Go_To_The_Output_And_Nothing_Else_Does()
    {
        await PrepareAsync();

        var (code, output, error) = await RunAsync("audit", "export", "--action", "audit-export", "--since", "2026-01-01");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(3, output.TrimEnd('\n').Split('\n').Length);
        Assert.All(output.TrimEnd('\n').Split('\n'), line => Assert.StartsWith("{\"type\":\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_Is_Overwritten_And_Wrong_Options_Are_Explained()
    {
        await PrepareAsync();
        await File.WriteAllTextAsync(Export, "precious", TestContext.Current.CancellationToken);

        Assert.Contains("already exists", (await RunAsync("audit", "export", Export)).Error, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(Export, TestContext.Current.CancellationToken));
        Assert.StartsWith("audit: there is no action \"sign\". Choose one of sign-in, ", (await RunAsync("audit", "export", "--action", "sign")).Error);
        Assert.Equal("audit: \"yesterday\" is not a day. Write it like 2026-01-31.\n", (await RunAsync("audit", "export", "--since", "yesterday")).Error);
        Assert.Equal("audit: --from: \"-3\" is not the number of a record.\n", (await RunAsync("audit", "export", "--from", "-3")).Error);
        Assert.Contains("there is no record in that range", (await RunAsync("audit", "export", Export + ".2", "--from", "99")).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Export + ".2"));
        Assert.StartsWith($"audit: {Export}: line 1 is not the header", (await RunAsync("audit", "verify", Export)).Error);
        Assert.StartsWith("audit: give either a file", (await RunAsync("audit", "verify", Export, "--against", Export)).Error);
        Assert.StartsWith("audit verify: ", (await RunAsync("audit", "verify", Export + ".gone")).Error);
        Assert.Equal((0, "audit: there is no record yet.\n", ""), await RunAsync("audit", "verify"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string CertificatePath => Path.Combine(_folder.FullName, "certificate.pem");

    /// <summary>A migrated database and a certificate, as <c>migrate</c> and <c>keys create</c> leave them.</summary>
    private async Task PrepareAsync()
    {
        var settings = new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(ConnectionString + ";Pooling=False").Options;
        await using var database = new SqliteDbContext(settings);
        await database.Database.MigrateAsync(TestContext.Current.CancellationToken);
        TestCertificate.CopyTo(CertificatePath);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var outcome = await PortalProcess.RunAsync(
            arguments,
            ("Database__ConnectionString", ConnectionString),
            ("KeyProtection__CertificatePath", CertificatePath));
        return (outcome.ExitCode, outcome.Output, outcome.Error);
    }
}
