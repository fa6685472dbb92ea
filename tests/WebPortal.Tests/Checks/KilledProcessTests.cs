using System.Diagnostics;
using System.Net;
using Microsoft.Data.Sqlite;
using WebPortal.Tests.Hosting;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>OP-01: the process is killed in the middle of writing, again and again, and nothing it had acknowledged is lost.</summary>
[Trait("Level", "Integration")]
public sealed class KilledProcessTests : IDisposable
{
    private const int Writers = 4;
    private const int FewestWrites = 20;
    private const int MostWrites = 120;

    private const int FewestKills = 5;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WEBPORTAL_TRIALS") == "full";
    private static readonly int Kills = IsFull ? 100 : 25;

    /// <summary>A slow machine gets fewer kills, unless all are asked for.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(100);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-killed-");

    private int _acknowledged;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "portal.db")}";

    [Fact]
    public async Task Every_Acknowledged_Write_Is_There_After_Every_Kill()
    {
        var watch = Stopwatch.StartNew();
        long stored = 0;
        var kills = 0;
        for (; kills < Kills && (IsFull || kills < FewestKills || watch.Elapsed < Limit); kills++)
        {
            _acknowledged = 0;
            await RunAndKillAsync();
            var (integrity, records) = await LookAsync();

            // Each writer may have had one write under way that was done but not yet acknowledged.
            Assert.Equal("ok", integrity);
            Assert.InRange(records - stored, _acknowledged, _acknowledged + Writers);
            stored = records;
        }

        var verify = await PortalProcess.RunAsync(["audit", "verify"], ("Database__ConnectionString", ConnectionString));
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills in {watch.Elapsed.TotalSeconds:N0} s, {stored} records; integrity ok and every acknowledged write there each time. {verify.Output.Trim()}");
        Assert.Equal((0, ""), (verify.ExitCode, verify.Error));
        Assert.StartsWith($"audit: records 1 to {stored} are complete and unchanged", verify.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private async Task RunAndKillAsync()
    {
        var address = new Uri($"http://localhost:{RunningProgram.FreePort()}");
        var portal = await RunningProgram.StartAsync("WebPortal.dll", new Uri(address, "/health/live"), Settings(address), Cancellation);
        var enough = new TaskCompletionSource();
        var writers = Enumerable.Range(0, Writers).Select(_ => WriteUntilGoneAsync(address, enough)).ToList();
        try
        {
            await Task.WhenAny([enough.Task, .. writers]).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        }
        finally
        {
            // Disposing kills: no signal that the process could handle. The writers then find nobody there.
            await portal.DisposeAsync();
        }

        await Task.WhenAll(writers);
    }

    /// <summary>A refused callback is the smallest write of the portal: its audit record is committed before the answer.</summary>
    private async Task WriteUntilGoneAsync(Uri address, TaskCompletionSource enough)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        var random = Random.Shared.Next(FewestWrites, MostWrites);
        try
        {
            while (true)
            {
                using var answer = await client.GetAsync(new Uri("/signin-bitbucket?state=nonsense&code=b", UriKind.Relative), Cancellation);
                Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
                if (Interlocked.Increment(ref _acknowledged) >= random)
                {
                    enough.TrySetResult();
                }
            }
        }
        catch (HttpRequestException)
        {
            // Killed, as it should be.
        }
    }

    private async Task<(string Integrity, long Records)> LookAsync()
    {
        await using var connection = new SqliteConnection(ConnectionString + ";Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var integrity = connection.CreateCommand();
        integrity.CommandText = "PRAGMA integrity_check";
        await using var records = connection.CreateCommand();
        records.CommandText = "SELECT COUNT(*) FROM \"AuditEvents\"";
        return ((string)(await integrity.ExecuteScalarAsync(Cancellation))!, (long)(await records.ExecuteScalarAsync(Cancellation))!);
    }

    private Dictionary<string, string> Settings(Uri address) => new()
    {
        ["ASPNETCORE_URLS"] = address.ToString(),
        ["Portal:PublicAddress"] = address.ToString(),
        ["Bitbucket:ClientId"] = "client",
        ["Bitbucket:ClientSecret"] = "secret",
        ["Access:AllowedWorkspaces:0"] = "northlight",
        ["Database:ConnectionString"] = ConnectionString,
        ["KeyProtection:CertificatePath"] = CertificatePath(),
    };

    private string CertificatePath()
    {
        var path = Path.Combine(_folder.FullName, "key-protection.pem");
        if (!File.Exists(path))
        {
            TestCertificate.CopyTo(path);
        }

        return path;
    }
}
