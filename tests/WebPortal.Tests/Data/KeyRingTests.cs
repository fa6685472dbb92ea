using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Data;

/// <summary>The key ring lives in the database, wrapped by a certificate outside it; nothing is made anew in silence (VT-02).</summary>
public abstract class KeyRingTests : IAsyncLifetime
{
    private protected PortalParts _parts = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _parts = await PortalParts.StartAsync(Provider);

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_Stored_Key_Is_Wrapped()
    {
        _parts.Get<IDataProtectionProvider>().CreateProtector("any").Protect("value");

        await using var database = _parts.Open();
        var keys = await database.DataProtectionKeys.ToListAsync(Cancellation);

        Assert.NotEmpty(keys);
        Assert.All(keys, key =>
        {
            Assert.Contains("<wrappedKey ", key.Xml, StringComparison.Ordinal);
            Assert.DoesNotContain("<masterKey", key.Xml, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_Second_Start_With_The_Same_Certificate_Opens_What_The_First_Sealed()
    {
        var connection = await _parts.AddConnectionAsync((await _parts.AddUserAsync()).Id, TimeSpan.FromHours(2));

        await using var second = _parts.Restart(_parts.CertificatePath);
        await second.Get<DatabaseStart>().StartAsync(Cancellation);

        Assert.Equal("access-0", second.Get<CredentialSeal>().UnsealAccessToken(await second.ReadAsync(connection.Id))?.Reveal());
    }

    [Fact]
    public async Task Another_Certificate_Is_Refused_By_Name_And_Changes_Nothing()
    {
        await _parts.AddConnectionAsync((await _parts.AddUserAsync()).Id, TimeSpan.FromHours(2));
        var before = await SnapshotAsync();
        var other = _parts.CertificatePath + ".other";
        KeyCertificate.Create(other, null, _parts.Clock.GetUtcNow());

        await using var second = _parts.Restart(other);
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => second.Get<DatabaseStart>().StartAsync(Cancellation));

        Assert.Contains("KeyProtection:PreviousCertificatePaths", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await SnapshotAsync());
    }

    [Fact]
    public async Task A_Missing_Certificate_Is_Refused_And_Not_Remade()
    {
        await _parts.AddConnectionAsync((await _parts.AddUserAsync()).Id, TimeSpan.FromHours(2));
        var before = await SnapshotAsync();
        var missing = Path.Combine(Path.GetDirectoryName(_parts.CertificatePath)!, "gone.pem");

        await using var second = _parts.Restart(missing);
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => second.Get<DatabaseStart>().StartAsync(Cancellation));

        Assert.Contains("gone.pem", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(missing));
        Assert.Equal(before, await SnapshotAsync());
    }

    [Fact]
    public async Task A_Lost_Ring_Starts_And_Says_What_Is_Lost_Before_A_New_Key_Is_Made()
    {
        await _parts.AddConnectionAsync((await _parts.AddUserAsync()).Id, TimeSpan.FromHours(2));
        await using (var database = _parts.Open())
        {
            await database.DataProtectionKeys.ExecuteDeleteAsync(Cancellation);
        }

        await using var second = _parts.Restart(_parts.CertificatePath);
        Assert.Equal(1, await second.Get<KeyRingStart>().ProveAsync(Cancellation));
        await second.Get<DatabaseStart>().StartAsync(Cancellation);

        Assert.Equal((0, 1), await SnapshotAsync());
    }

    [Fact]
    public async Task A_Lost_Ring_And_A_Missing_Certificate_Are_Refused_Together()
    {
        await _parts.AddConnectionAsync((await _parts.AddUserAsync()).Id, TimeSpan.FromHours(2));
        await using (var database = _parts.Open())
        {
            await database.DataProtectionKeys.ExecuteDeleteAsync(Cancellation);
        }

        await using var second = _parts.Restart(Path.Combine(Path.GetDirectoryName(_parts.CertificatePath)!, "gone.pem"));
        await Assert.ThrowsAsync<StartRefusedException>(() => second.Get<DatabaseStart>().StartAsync(Cancellation));

        Assert.Equal((0, 1), await SnapshotAsync());
    }

    [Fact]
    public async Task A_Key_Stored_Without_Wrapping_Is_Refused()
    {
        await using (var database = _parts.Open())
        {
            database.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = "planted", Xml = "<key id=\"x\"><masterKey/></key>" });
            await database.SaveChangesAsync(Cancellation);
        }

        await using var second = _parts.Restart(_parts.CertificatePath);
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => second.Get<DatabaseStart>().StartAsync(Cancellation));

        Assert.Contains("planted", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<(int Keys, int Sealed)> SnapshotAsync()
    {
        await using var database = _parts.Open();
        return (await database.DataProtectionKeys.CountAsync(Cancellation), await database.Connections.CountAsync(row => row.SealedAccessToken != null, Cancellation));
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteKeyRingTests : KeyRingTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Only_The_Portals_Own_Account_Reads_The_Database_File()
    {
        await using var database = _parts.Open();
        var file = database.Database.GetDbConnection().DataSource;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlKeyRingTests : KeyRingTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
