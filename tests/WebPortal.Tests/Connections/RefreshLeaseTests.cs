using WebPortal.Connections;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Connections;

/// <summary>Who may refresh is decided in the row, on either database.</summary>
public abstract class RefreshLeaseTests : IAsyncLifetime
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
    public async Task Of_Eight_Claims_On_One_Generation_Exactly_One_Wins()
    {
        var connection = await ConnectAsync(TimeSpan.FromSeconds(-1));
        var now = _parts.Clock.GetUtcNow();

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                await using var database = _parts.Open();
                return await RefreshLease.TryClaimAsync(database, connection, Guid.NewGuid(), now, TimeSpan.FromSeconds(45), Cancellation);
            },
            Cancellation)));

        Assert.Single(claims, won => won);
    }

    [Fact]
    public async Task A_Lease_Left_By_A_Dead_Holder_Is_Taken_Over_When_It_Has_Run_Out()
    {
        var connection = await ConnectAsync(TimeSpan.FromSeconds(-1));
        var now = _parts.Clock.GetUtcNow();
        await using var database = _parts.Open();
        Assert.True(await RefreshLease.TryClaimAsync(database, connection, Guid.NewGuid(), now, TimeSpan.FromSeconds(45), Cancellation));
        Assert.False(await RefreshLease.TryClaimAsync(database, connection, Guid.NewGuid(), now.AddSeconds(44), TimeSpan.FromSeconds(45), Cancellation));
        Assert.True(await RefreshLease.TryClaimAsync(database, connection, Guid.NewGuid(), now.AddSeconds(46), TimeSpan.FromSeconds(45), Cancellation));
    }

    private async Task<Connection> ConnectAsync(TimeSpan lifetime) =>
        await _parts.AddConnectionAsync((await _parts.AddUserAsync()).Id, lifetime);
}

[Trait("Level", "Integration")]
public sealed class SqliteRefreshLeaseTests : RefreshLeaseTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlRefreshLeaseTests : RefreshLeaseTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
