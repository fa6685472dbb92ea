using System.Net;
using System.Text;
using BitbucketEmulator.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>
/// VT-01, LG-01, CK-01: a full run with every log category at Trace; then no secret is in the database, its files, the log or an answer,
/// and every cookie is bound as it should be.
/// </summary>
public abstract class FullRunTests(ITestOutputHelper output)
{
    private const int LeastSecrets = 200;

    private static readonly string[] People =
        ["amelia", "bogdan", "chidi", "daphne", "elif", "farid", "greta", "hana", "iris", "juno", "kofi", "liora"];

    private readonly SecretScanner _everywhere = new();
    private readonly SecretScanner _answers = new();
    private readonly List<string> _received = [];
    private readonly List<string> _cookies = [];

    private protected abstract DatabaseProvider Provider { get; }

    [Fact]
    public async Task After_A_Full_Run_No_Secret_Is_Anywhere()
    {
        await using var portal = await PortalApp.StartAsync(Provider, [("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft", "Trace")]);
        portal.Emulator.Settings = portal.Emulator.Settings with { AccessTokenLength = 4_000, RefreshTokenLength = 4_000 };
        for (var round = 0; round < 2; round++)
        {
            foreach (var person in People)
            {
                await VisitAsync(portal, person, leave: round == 1);
            }

            // Every access token has expired by then, so that refresh tokens are spent too.
            portal.Clock.Advance(TimeSpan.FromHours(3));
            portal.Emulator.Clock.Advance(TimeSpan.FromHours(3));
        }

        await FailAsync(portal);
        PlantFromJournal(portal);
        output.WriteLine($"{_everywhere.Secrets} secrets, {portal.Log.ToString().Length} characters of log, {_received.Sum(text => text.Length)} of answers");
        Assert.True(_everywhere.Secrets >= LeastSecrets, $"only {_everywhere.Secrets} secrets were planted");

        AssertCookiesAreBound();
        Assert.Empty(_everywhere.Find(portal.Log.ToString()));
        Assert.Empty(_received.SelectMany(_answers.Find));
        await foreach (var (place, content) in ReadStorageAsync(portal))
        {
            Assert.True(_everywhere.Find(content) is [], $"{place}: {string.Join(", ", _everywhere.Find(content))}");
        }
    }

    private static async IAsyncEnumerable<(string Place, byte[] Content)> ReadStorageAsync(PortalApp portal)
    {
        await using var database = portal.OpenDatabase();
        if (database.Database.IsSqlite())
        {
            var folder = Path.GetDirectoryName(new SqliteConnectionStringBuilder(portal.ConnectionString).DataSource)!;
            var files = Directory.GetFiles(folder);
            Assert.Contains(files, file => file.EndsWith("-wal", StringComparison.Ordinal));
            foreach (var file in files)
            {
                yield return (file, await ReadOpenFileAsync(file));
            }

            yield break;
        }

        await foreach (var read in ReadPostgresAsync(portal.ConnectionString))
        {
            yield return read;
        }
    }

    private static async IAsyncEnumerable<(string Place, byte[] Content)> ReadPostgresAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        foreach (var table in (string[])["Users", "Connections", "Sessions", "SpentStates", "AuditEvents", "DataProtectionKeys"])
        {
            await using var dump = new NpgsqlCommand($"SELECT coalesce(string_agg(row::text, E'\\n'), '') FROM \"{table}\" row", connection);
            yield return (table, Encoding.UTF8.GetBytes((string)(await dump.ExecuteScalarAsync())!));
        }

        await using var checkpoint = new NpgsqlCommand("CHECKPOINT", connection);
        await checkpoint.ExecuteNonQueryAsync();
        await using var where = new NpgsqlCommand("SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()", connection);
        var folder = (string)(await where.ExecuteScalarAsync())!;
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.GetFiles(folder))
            {
                yield return (file, await ReadOpenFileAsync(file));
            }
        }
    }

    private static async Task<byte[]> ReadOpenFileAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[file.Length];
        await file.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false);
        return content;
    }

    private async Task VisitAsync(PortalApp portal, string person, bool leave)
    {
        using var visitor = portal.NewVisitor();
        await visitor.SignInAsync(person);
        foreach (var address in (string[])["/repositories", "/account", "/admin/connections", "/api/v1/me", "/api/v1/repositories", "/nowhere", "/health/ready"])
        {
            await ReceiveAsync(await visitor.GetAsync(address));
        }

        foreach (var cookie in visitor.Cookies)
        {
            _everywhere.Plant($"cookie {cookie.Key}", cookie.Value);
        }

        if (leave)
        {
            await ReceiveAsync(await visitor.SubmitAsync("/repositories", "/signout"));
        }

        _cookies.AddRange(visitor.SetCookies);
    }

    /// <summary>The ways out that fail write more than those that succeed.</summary>
    private async Task FailAsync(PortalApp portal)
    {
        using var visitor = portal.NewVisitor();
        var callback = await visitor.ConsentAsync(Seeds.Person);
        portal.Emulator.Faults.Add(new() { PathPrefix = "/site/oauth2/access_token", Status = 400, ContentType = "application/json", Body = """{"error":"invalid_grant","error_description":"canary-upstream-text-4711"}""", Count = 1 });
        await ReceiveAsync(await visitor.GetAsync(callback));
        await ReceiveAsync(await visitor.GetAsync(callback));
        await ReceiveAsync(await visitor.GetAsync(callback + "&error=canary-error-value-4711"));
        _everywhere.Plant("upstream error text", "canary-upstream-text-4711");
        _everywhere.Plant("error value", "canary-error-value-4711");
        PlantQuery(callback);
        portal.Emulator.Faults.Add(new() { PathPrefix = "/2.0/user", Status = 500, Body = "canary-profile-text-4711", Count = 1 });
        _everywhere.Plant("profile text", "canary-profile-text-4711");
        await ReceiveAsync(await visitor.GetAsync(await visitor.ConsentAsync(Seeds.Person)));
        _cookies.AddRange(visitor.SetCookies);
    }

    private void PlantQuery(string callback)
    {
        var query = System.Web.HttpUtility.ParseQueryString(callback.Split('?')[1]);
        _everywhere.Plant("code", query["code"]!);
        _everywhere.Plant("state", query["state"]!);
    }

    private void PlantFromJournal(PortalApp portal)
    {
        _everywhere.Plant("client secret", "canary-client-secret-9f3b1d");
        _answers.Plant("client secret", "canary-client-secret-9f3b1d");
        foreach (var entry in portal.Emulator.Journal.Entries)
        {
            if (entry.Side == EmulatorSide.Api && entry.Header("Authorization") is { } bearer)
            {
                Both("access token", bearer["Bearer ".Length..]);
            }

            foreach (var name in (string[])["refresh_token", "code", "code_verifier"])
            {
                if (entry.Form?.GetValueOrDefault(name) is { } value)
                {
                    Both(name, value);
                }
            }

            if (entry.Path == "/site/oauth2/authorize" && System.Web.HttpUtility.ParseQueryString(new Uri(entry.Url).Query)["state"] is { } state)
            {
                _everywhere.Plant("state", state);
            }
        }

        void Both(string kind, string secret)
        {
            _everywhere.Plant(kind, secret);
            _answers.Plant(kind, secret);
        }
    }

    private void AssertCookiesAreBound()
    {
        Assert.NotEmpty(_cookies);
        Assert.All(_cookies, line =>
        {
            Assert.StartsWith("__Host-", line, StringComparison.Ordinal);
            Assert.Contains("; path=/", line, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("; path=/s", line, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", line, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; secure", line, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", line, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i); samesite=(lax|strict)", line);
            Assert.True(line.Length <= 4096);
            Assert.Empty(_answers.Find(line));
        });
    }

    private async Task ReceiveAsync(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.True(response.StatusCode < HttpStatusCode.InternalServerError || response.StatusCode == HttpStatusCode.ServiceUnavailable, response.ToString());
            _received.Add(response + await response.Content.ReadAsStringAsync());
        }
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteFullRunTests(ITestOutputHelper output) : FullRunTests(output)
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlFullRunTests(ITestOutputHelper output) : FullRunTests(output)
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
