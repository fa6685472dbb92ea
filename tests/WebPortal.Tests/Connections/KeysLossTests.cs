using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Commands;
using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>VT-05: a lost key ring costs a sign-in and no row, and comes back whole when the ring does.</summary>
public abstract class KeysLossTests : IAsyncLifetime
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
    public async Task Living_Connections_Are_Asked_To_Reconnect_And_Nothing_Of_Theirs_Is_Touched()
    {
        var (healthy, retrying, suspended, ended) = (await AddAsync(), await AddAsync(ConnectionState.Retrying), await AddAsync(ConnectionState.Suspended), await AddAsync(ConnectionState.Ended));
        await LoseRingAsync();

        await using var second = await RestartAsync();

        foreach (var before in (Connection[])[healthy, retrying])
        {
            var after = await second.ReadAsync(before.Id);
            Assert.Equal((ConnectionState.ReconnectNeeded, "keys-lost", before.Generation), (after.State, after.StateReason, after.Generation));
            Assert.Equal((before.SealedAccessToken, before.SealedRefreshToken), (after.SealedAccessToken, after.SealedRefreshToken));
        }

        Assert.Equal(ConnectionState.Suspended, (await second.ReadAsync(suspended.Id)).State);
        Assert.Equal(ConnectionState.Ended, (await second.ReadAsync(ended.Id)).State);
        var record = Assert.Single(await RecordsAsync());
        Assert.Equal(("keys-lost", "done", "connections: 2"), (record.Action, record.Outcome, record.Detail));
    }

    [Fact]
    public async Task A_Start_That_Was_Broken_Off_Or_Another_Replica_Records_Nothing_Twice()
    {
        await AddAsync();
        await LoseRingAsync();

        await using var second = _parts.Restart(_parts.CertificatePath);
        await second.Get<DatabaseStart>().StartAsync(Cancellation);
        await using var third = await RestartAsync();

        Assert.Single(await RecordsAsync());
    }

    [Fact]
    public async Task A_Restored_Ring_Gives_The_Connections_Back()
    {
        var (first, other) = (await AddAsync(), await AddAsync());
        var lost = await LoseRingAsync();
        await using var second = await RestartAsync();
        var anew = await second.AddConnectionAsync(other.OwnerId, TimeSpan.FromHours(2), "1");
        Assert.Equal((ConnectionState.Healthy, null), (anew.State, anew.StateReason));
        await using (var database = second.Open())
        {
            database.DataProtectionKeys.AddRange(lost.Select(key => new DataProtectionKey { FriendlyName = key.FriendlyName, Xml = key.Xml }));
            await database.SaveChangesAsync(Cancellation);
        }

        await using var third = await RestartAsync();

        var row = await third.ReadAsync(first.Id);
        Assert.Equal((ConnectionState.Healthy, null, first.Generation), (row.State, row.StateReason, row.Generation));
        Assert.Equal("access-0", third.Get<CredentialSeal>().UnsealAccessToken(row)?.Reveal());
        Assert.Equal("access-1", third.Get<CredentialSeal>().UnsealAccessToken(await third.ReadAsync(other.Id))?.Reveal());
        Assert.Equal(["keys-lost connections: 2", "keys-found connections: 1"], (await RecordsAsync()).Select(record => $"{record.Action} {record.Detail}"));
        Assert.Null((await third.Get<AuditVerification>().VerifyAsync(Cancellation)).Finding);
    }

    [Fact]
    public async Task A_Start_Without_The_Lost_Keys_Gives_Nothing_Back()
    {
        var connection = await AddAsync();
        await LoseRingAsync();
        await using var second = await RestartAsync();
        await using var third = await RestartAsync();

        Assert.Equal(0, await third.Get<KeysLoss>().RecordReturnAsync(Cancellation));
        Assert.Equal(ConnectionState.ReconnectNeeded, (await third.ReadAsync(connection.Id)).State);
    }

    [Fact]
    public async Task The_Doctor_Names_The_Loss_Before_And_After_The_Start_With_Its_Fix()
    {
        await AddAsync();
        await LoseRingAsync();
        await using var second = _parts.Restart(_parts.CertificatePath);
        var before = await StorageChecks.RunAsync(second.Get<IServiceProvider>(), Cancellation);
        await using var third = await RestartAsync();
        var after = await StorageChecks.RunAsync(third.Get<IServiceProvider>(), Cancellation);

        Assert.StartsWith("keys: the key ring is empty although 1 sealed credentials are stored. Restore the table", before.Single(finding => !finding.IsGood).Text, StringComparison.Ordinal);
        Assert.StartsWith("keys: 1 connections were sealed with keys that are lost. Restore the rows", after.Single(finding => !finding.IsGood).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Sealed_Value_Begins_As_Its_Key_Says()
    {
        var connection = await AddAsync();

        Assert.StartsWith(Assert.Single(_parts.Get<SealedKeys>().Prefixes()), connection.SealedAccessToken, StringComparison.Ordinal);
    }

    /// <summary>A start in the order of the hosted services: the ring is proved, gets its first key, and is looked through for lost ones.</summary>
    private async Task<PortalParts> RestartAsync()
    {
        var parts = _parts.Restart(_parts.CertificatePath);
        await parts.Get<DatabaseStart>().StartAsync(Cancellation);
        parts.Get<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>().CreateProtector("first").Protect([1]);
        await parts.Get<KeysLoss>().RecordReturnAsync(Cancellation);
        return parts;
    }

    private async Task<Connection> AddAsync(ConnectionState state = ConnectionState.Healthy)
    {
        var connection = await _parts.AddConnectionAsync((await _parts.AddUserAsync()).Id, TimeSpan.FromHours(2));
        await using var database = _parts.Open();
        var isLiving = state != ConnectionState.Ended;
        await database.Connections.Where(row => row.Id == connection.Id).ExecuteUpdateAsync(
            update => update
                .SetProperty(row => row.State, state)
                .SetProperty(row => row.SealedAccessToken, row => isLiving ? row.SealedAccessToken : null)
                .SetProperty(row => row.EndedAt, isLiving ? null : _parts.Clock.GetUtcNow()),
            Cancellation);
        return connection;
    }

    private async Task<List<DataProtectionKey>> LoseRingAsync()
    {
        await using var database = _parts.Open();
        var keys = await database.DataProtectionKeys.AsNoTracking().ToListAsync(Cancellation);
        await database.DataProtectionKeys.ExecuteDeleteAsync(Cancellation);
        return keys;
    }

    private async Task<List<AuditEvent>> RecordsAsync()
    {
        await using var database = _parts.Open();
        return await database.AuditEvents.AsNoTracking().OrderBy(record => record.Id).ToListAsync(Cancellation);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteKeysLossTests : KeysLossTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlKeysLossTests : KeysLossTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
