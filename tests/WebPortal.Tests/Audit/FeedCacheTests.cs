using WebPortal.Audit;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Audit;

/// <summary>What is remembered, for how long, and what is never remembered.</summary>
[Trait("Level", "Integration")]
public sealed class FeedCacheTests : IAsyncLifetime
{
    private static readonly Guid Amelia = Guid.NewGuid();
    private static readonly Guid Bogdan = Guid.NewGuid();

    private PortalParts _parts = null!;
    private FeedCache<string, Entry> _cache = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _parts = await PortalParts.StartAsync(DatabaseProvider.Sqlite);
        _cache = new FeedCache<string, Entry>(_parts.Get<AuditFeed>(), 3, change => change.SubjectUserId, entry => entry.Owner);
        await _parts.Get<AuditFeed>().CatchUpAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _cache.Dispose();
        await _parts.DisposeAsync();
    }

    [Fact]
    public async Task A_Change_Drops_What_It_Concerns_And_Nothing_Else()
    {
        Store("a1", Amelia);
        Store("a2", Amelia);
        Store("b", Bogdan);

        await RecordAsync(AuditActions.SignOut, Amelia);

        Assert.False(_cache.TryGet("a1", out _));
        Assert.False(_cache.TryGet("a2", out _));
        Assert.True(_cache.TryGet("b", out _));
        await RecordAsync(AuditActions.SessionsEnd, null);
        Assert.False(_cache.TryGet("b", out _));
    }

    [Fact]
    public async Task What_Was_Read_Before_A_Change_Is_Not_Stored_After_It()
    {
        var stamp = _cache.Stamp;
        await RecordAsync(AuditActions.SignOut, Amelia);

        _cache.Store("a", new Entry(Amelia), stamp);

        Assert.False(_cache.TryGet("a", out _));
        Store("a", Amelia);
        Assert.True(_cache.TryGet("a", out _));
    }

    [Fact]
    public async Task Nothing_Is_Served_While_The_Feed_Is_Not_Fresh()
    {
        Store("a", Amelia);
        _parts.Clock.Advance(AuditFeed.Trust);
        Assert.False(_cache.TryGet("a", out _));

        await _parts.Get<AuditFeed>().CatchUpAsync(Cancellation);
        Assert.True(_cache.TryGet("a", out _));
    }

    [Fact]
    public void The_Least_Recently_Used_Makes_Room()
    {
        Store("1", Amelia);
        Store("2", Amelia);
        Store("3", Bogdan);
        Assert.True(_cache.TryGet("1", out _));

        Store("4", Bogdan);

        Assert.False(_cache.TryGet("2", out _));
        Assert.All(["1", "3", "4"], key => Assert.True(_cache.TryGet(key, out _)));
    }

    private void Store(string key, Guid owner) => _cache.Store(key, new Entry(owner), _cache.Stamp);

    private async Task RecordAsync(string action, Guid? subject)
    {
        await using var database = _parts.Open();
        await using var transaction = await database.Database.BeginTransactionAsync(Cancellation);
        await _parts.Get<AuditLog>().AppendAsync(database, new AuditEntry(action, AuditEntry.Done, null, subject), Cancellation);
        await transaction.CommitAsync(Cancellation);
    }

    private sealed record Entry(Guid Owner);
}
