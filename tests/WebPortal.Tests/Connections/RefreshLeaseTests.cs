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
        connection = await _parts.ReadAsync(connection.Id);
        Assert.False(await RefreshLease.TryClaimAsync(database, connection, Guid.NewGuid(), now.AddSeconds(44), TimeSpan.FromSeconds(45), Cancellation));
        Assert.True(await RefreshLease.TryClaimAsync(database, connection, Guid.NewGuid(), now.AddSeconds(46), TimeSpan.FromSeconds(45), Cancellation));
    }

    [Fact]
    public async Task A_Claim_Records_That_The_Token_Is_Sent_And_When_Somebody_Must_Look_Again()
    {
        var connection = await ConnectAsync(TimeSpan.FromSeconds(-1));
        var now = _parts.Clock.GetUtcNow();
        await using var database = _parts.Open();
        await RefreshLease.TryClaimAsync(database, connection, Guid.NewGuid(), now, TimeSpan.FromSeconds(10), Cancellation);
        var first = await _parts.ReadAsync(connection.Id);
        await RefreshLease.TryClaimAsync(database, first, Guid.NewGuid(), now.AddSeconds(11), TimeSpan.FromSeconds(10), Cancellation);
        var second = await _parts.ReadAsync(connection.Id);

        Assert.Equal((now, now.AddSeconds(10), now.AddSeconds(10)), (first.SpentAt, first.LeaseExpiresAt, first.NextRefreshAt));
        Assert.Equal((now, now.AddSeconds(21)), (second.SpentAt, second.NextRefreshAt));
    }

    [Fact]
    public async Task A_Claim_On_A_Row_That_Was_Sent_Meanwhile_Fails()
    {
        var connection = await ConnectAsync(TimeSpan.FromSeconds(-1));
        var now = _parts.Clock.GetUtcNow();
        await using var database = _parts.Open();
        var holder = Guid.NewGuid();
        Assert.True(await RefreshLease.TryClaimAsync(database, connection, holder, now, TimeSpan.FromSeconds(10), Cancellation));

        Assert.False(await RefreshLease.TryClaimAsync(database, connection, Guid.NewGuid(), now.AddSeconds(20), TimeSpan.FromSeconds(10), Cancellation));
    }

    [Fact]
    public async Task A_Lease_Given_Back_Leaves_The_Row_As_It_Was()
    {
        var connection = await _parts.ReadAsync((await ConnectAsync(TimeSpan.FromSeconds(-1))).Id);
        await using var database = _parts.Open();
        var holder = Guid.NewGuid();
        await RefreshLease.TryClaimAsync(database, connection, holder, _parts.Clock.GetUtcNow(), TimeSpan.FromSeconds(10), Cancellation);
        await RefreshLease.ReleaseAsync(database, connection, holder, Cancellation);

        Assert.Equivalent(connection, await _parts.ReadAsync(connection.Id), strict: true);
    }

    [Fact]
    public async Task Only_The_Holder_Of_The_Current_Generation_Renews()
    {
        var connection = await ConnectAsync(TimeSpan.FromSeconds(-1));
        var (now, length, holder) = (_parts.Clock.GetUtcNow(), TimeSpan.FromSeconds(10), Guid.NewGuid());
        await using var database = _parts.Open();
        await RefreshLease.TryClaimAsync(database, connection, holder, now, length, Cancellation);

        Assert.False(await RefreshLease.TryRenewAsync(database, connection, Guid.NewGuid(), now.AddSeconds(5), length, Cancellation));
        Assert.True(await RefreshLease.TryRenewAsync(database, connection, holder, now.AddSeconds(5), length, Cancellation));
        Assert.Equal(now.AddSeconds(15), (await _parts.ReadAsync(connection.Id)).LeaseExpiresAt);

        await _parts.AddConnectionAsync(connection.OwnerId, TimeSpan.FromHours(2), "new-consent");
        Assert.False(await RefreshLease.TryRenewAsync(database, connection, holder, now.AddSeconds(6), length, Cancellation));
    }

    [Theory]
    [InlineData(30, 10)]
    [InlineData(5, 5)]
    [InlineData(300, 15)]
    public void The_Length_Follows_The_Limit_Of_The_Call(int limitSeconds, int expectedSeconds) =>
        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), RefreshLease.LengthFor(TimeSpan.FromSeconds(limitSeconds)));

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
