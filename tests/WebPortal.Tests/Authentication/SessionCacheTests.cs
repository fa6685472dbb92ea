using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Authentication;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Authentication;

/// <summary>Sessions that are remembered in one process while the person uses, or ends, them at another.</summary>
public abstract class SessionCacheTests : IAsyncLifetime
{
    private PortalParts _here = null!;
    private PortalParts _there = null!;
    private PortalUser _person = null!;
    private string _handle = "";

    private protected abstract DatabaseProvider Provider { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _here = await PortalParts.StartAsync(Provider);
        _there = _here.Restart(_here.CertificatePath);
        _person = await _here.AddUserAsync();
        _handle = await _here.Get<SessionStore>().BeginAsync(_person.Id, null, null, Cancellation);
        await CatchUpAsync();
        Assert.NotNull(await FindAsync(_here));
    }

    public async ValueTask DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_Is_Found_Without_A_Statement_And_Seen_Once_A_Minute()
    {
        await using var database = _here.Open();
        using var commands = new CommandCounter(database.Database.GetConnectionString()!);
        Assert.NotNull(await FindAsync(_here));
        Assert.Empty(commands.All);

        _here.Clock.Advance(TimeSpan.FromMinutes(1));
        await CatchUpAsync();
        commands.Reset();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => FindAsync(_here), Cancellation)));

        Assert.Single(commands.All);
        Assert.Equal(_here.Clock.GetUtcNow(), await database.Sessions.Select(session => session.LastSeenAt).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task Somebody_Seen_At_Another_Replica_Is_Not_Idle_Here()
    {
        _there.Clock.Advance(TimeSpan.FromHours(7));
        Assert.NotNull(await FindAsync(_there));
        _here.Clock.Advance(TimeSpan.FromHours(9));
        await CatchUpAsync();
        Assert.NotNull(await FindAsync(_here));

        _here.Clock.Advance(TimeSpan.FromHours(8));
        await CatchUpAsync();
        Assert.Null(await FindAsync(_here));
    }

    [Fact]
    public async Task Ended_Elsewhere_It_Is_Refused_Here_With_The_News_And_Also_Without_News()
    {
        var session = await FindAsync(_there);
        await _there.Get<SessionStore>().SignOutAsync(session!.Id, new AuditActor(_person.Id, null), Cancellation);
        await CatchUpAsync();
        Assert.Null(await FindAsync(_here));

        _handle = await _there.Get<SessionStore>().BeginAsync(_person.Id, null, null, Cancellation);
        session = await FindAsync(_here);
        await _there.Get<SessionStore>().SignOutAsync(session!.Id, new AuditActor(_person.Id, null), Cancellation);
        _here.Clock.Advance(AuditFeed.Trust);
        Assert.Null(await FindAsync(_here));
    }

    private Task CatchUpAsync() => _here.Get<AuditFeed>().CatchUpAsync(Cancellation);

    private Task<LiveSession?> FindAsync(PortalParts process) => process.Get<SessionStore>().FindAsync(_handle, Cancellation);
}

[Trait("Level", "Integration")]
public sealed class SqliteSessionCacheTests : SessionCacheTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlSessionCacheTests : SessionCacheTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
}
