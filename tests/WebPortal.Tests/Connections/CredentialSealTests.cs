using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>A sealed value opens in its own row and column only, and in no other form than it was written.</summary>
public abstract class CredentialSealTests : IAsyncLifetime
{
    private PortalParts _parts = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _parts = await PortalParts.StartAsync(Provider);

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Tokens_Of_6000_And_64000_Characters_Round_Trip()
    {
        foreach (var length in (int[])[6_000, 64_000])
        {
            var connection = await StoreAsync(new string('a', length), new string('r', length));
            var row = await _parts.ReadAsync(connection.Id);
            Assert.Equal(new string('a', length), _parts.Get<CredentialSeal>().UnsealAccessToken(row)?.Reveal());
            Assert.Equal(new string('r', length), _parts.Get<CredentialSeal>().UnsealRefreshToken(row)?.Reveal());
        }
    }

    [Fact]
    public async Task A_Ciphertext_Moved_To_Another_Row_Owner_Or_Column_Does_Not_Open()
    {
        var seal = _parts.Get<CredentialSeal>();
        var row = await _parts.ReadAsync((await StoreAsync("access", "refresh")).Id);
        var other = await _parts.ReadAsync((await StoreAsync("other-access", "other-refresh")).Id);

        Assert.Null(seal.UnsealAccessToken(Copy(row, id: other.Id)));
        Assert.Null(seal.UnsealAccessToken(Copy(row, owner: other.OwnerId)));
        Assert.Null(seal.UnsealAccessToken(Copy(row, access: row.SealedRefreshToken)));
        Assert.Null(seal.UnsealRefreshToken(Copy(row, refresh: row.SealedAccessToken)));
        Assert.Equal("access", seal.UnsealAccessToken(Copy(row))?.Reveal());
    }

    [Fact]
    public async Task No_Byte_Of_A_Ciphertext_Can_Be_Changed()
    {
        var seal = _parts.Get<CredentialSeal>();
        var row = await _parts.ReadAsync((await StoreAsync("access", "refresh")).Id);
        var text = row.SealedAccessToken!;

        // The last character of base64url may carry unused bits, so it is left out.
        for (var at = 0; at < text.Length - 1; at++)
        {
            var changed = text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
            Assert.Null(seal.UnsealAccessToken(Copy(row, access: changed)));
        }
    }

    [Fact]
    public async Task The_Same_Token_Sealed_Ten_Thousand_Times_Never_Gives_The_Same_Text()
    {
        var row = await _parts.ReadAsync((await StoreAsync("access", "refresh")).Id);
        var seals = Enumerable.Range(0, 10_000).Select(_ => _parts.Get<CredentialSeal>().Seal(row, new AccessToken("access")));
        Assert.Equal(10_000, seals.Distinct().Count());
    }

    [Fact]
    public async Task Every_Flipped_Byte_Is_Refused_And_The_Sampled_Ones_Make_No_Call()
    {
        var connection = await StoreAsync("access", "refresh");
        var row = await _parts.ReadAsync(connection.Id);
        var sealedBytes = Base64Url.DecodeFromChars(row.SealedAccessToken);
        var access = _parts.Get<ConnectionAccess>();
        for (var at = 0; at < sealedBytes.Length; at++)
        {
            sealedBytes[at] ^= 0x01;
            var changed = Base64Url.EncodeToString(sealedBytes);
            sealedBytes[at] ^= 0x01;
            Assert.Null(_parts.Get<CredentialSeal>().UnsealAccessToken(Copy(row, access: changed)));
            if (at % 13 == 0)
            {
                await using var database = _parts.Open();
                await database.Connections.ExecuteUpdateAsync(update => update.SetProperty(other => other.SealedAccessToken, changed), Cancellation);
                var result = await access.RunAsync(connection.Id, (api, cancel) => api.GetUserAsync(cancel), Cancellation);
                Assert.Equal(BitbucketErrorKind.Unauthorized, result.Error?.Kind);
            }
        }

        Assert.Empty(_parts.Upstream.Requests);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Provider}: {sealedBytes.Length} bytes flipped, every one refused");
    }

    [Fact]
    public async Task A_Changed_Row_Makes_No_Call_And_Asks_To_Reconnect()
    {
        var connection = await StoreAsync("access", "refresh");
        await using (var database = _parts.Open())
        {
            await database.Connections.ExecuteUpdateAsync(update => update.SetProperty(row => row.SealedAccessToken, "nonsense"), Cancellation);
        }

        var result = await _parts.Get<ConnectionAccess>().RunAsync(connection.Id, (api, cancel) => api.GetUserAsync(cancel), Cancellation);

        Assert.Equal(BitbucketErrorKind.Unauthorized, result.Error?.Kind);
        Assert.Empty(_parts.Upstream.Requests);
    }

    private static Connection Copy(Connection row, Guid? id = null, Guid? owner = null, string? access = null, string? refresh = null) => new()
    {
        Id = id ?? row.Id,
        OwnerId = owner ?? row.OwnerId,
        RequestedScope = row.RequestedScope,
        SealedAccessToken = access ?? row.SealedAccessToken,
        SealedRefreshToken = refresh ?? row.SealedRefreshToken,
    };

    private async Task<Connection> StoreAsync(string access, string refresh)
    {
        var user = await _parts.AddUserAsync();
        await using var database = _parts.Open();
        var tokens = new TokenSet(new AccessToken(access), new RefreshToken(refresh), null, _parts.Clock.GetUtcNow().AddHours(2));
        var connection = await _parts.Get<GrantReceiver>().ReceiveAsync(database, user.Id, tokens, "account", Cancellation);
        await database.SaveChangesAsync(Cancellation);
        return connection;
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteCredentialSealTests : CredentialSealTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlCredentialSealTests : CredentialSealTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
