using WebPortal.Audit;
using WebPortal.Authentication;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Authentication;

/// <summary>Sessions and spent states, on either database.</summary>
public abstract class SessionStoreTests : IAsyncLifetime
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
    public async Task A_Session_Is_Found_By_Its_Handle_Until_It_Is_Ended()
    {
        var user = await _parts.AddUserAsync();
        var sessions = _parts.Get<SessionStore>();
        var handle = await sessions.BeginAsync(user.Id, "192.0.2.1", "browser", Cancellation);

        var found = await sessions.FindAsync(handle, Cancellation);
        Assert.Equal(user.BitbucketUuid, found?.User.BitbucketUuid);
        Assert.Null(await sessions.FindAsync(SessionHandle.Create(), Cancellation));

        await sessions.SignOutAsync(found!.Id, new AuditActor(user.Id, null), Cancellation);
        Assert.Null(await sessions.FindAsync(handle, Cancellation));
    }

    [Fact]
    public async Task Idle_And_Absolute_Limits_Hold_By_The_Portals_Clock()
    {
        var user = await _parts.AddUserAsync();
        var sessions = _parts.Get<SessionStore>();
        var idle = await sessions.BeginAsync(user.Id, null, null, Cancellation);
        _parts.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Null(await sessions.FindAsync(idle, Cancellation));

        var busy = await sessions.BeginAsync(user.Id, null, null, Cancellation);
        var step = TimeSpan.FromHours(6);
        for (var at = step; at < TimeSpan.FromDays(7); at += step)
        {
            _parts.Clock.Advance(step);
            Assert.NotNull(await sessions.FindAsync(busy, Cancellation));
        }

        _parts.Clock.Advance(step);
        Assert.Null(await sessions.FindAsync(busy, Cancellation));
    }

    [Fact]
    public async Task A_Person_Ends_Only_Their_Own_Sessions()
    {
        var amelia = await _parts.AddUserAsync();
        var bogdan = await _parts.AddUserAsync("bogdan");
        var sessions = _parts.Get<SessionStore>();
        await sessions.BeginAsync(amelia.Id, null, null, Cancellation);
        var session = Assert.Single(await sessions.ListForUserAsync(amelia.Id, Cancellation));

        Assert.False(await sessions.EndOwnAsync(session.Id, new AuditActor(bogdan.Id, null), Cancellation));
        Assert.True(await sessions.EndOwnAsync(session.Id, new AuditActor(amelia.Id, null), Cancellation));
        Assert.Empty(await sessions.ListForUserAsync(amelia.Id, Cancellation));
    }

    [Fact]
    public async Task A_State_Is_Spent_By_Exactly_One_Of_Many()
    {
        var spent = _parts.Get<SpentStates>();

        var tries = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => spent.TrySpendAsync("one", Cancellation), Cancellation)));

        Assert.Single(tries, won => won);
        Assert.True(await spent.TrySpendAsync("two", Cancellation));
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteSessionStoreTests : SessionStoreTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlSessionStoreTests : SessionStoreTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
