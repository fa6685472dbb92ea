using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Audit;

/// <summary>The feed between two processes on one database: nothing is missed, and nothing is claimed that is not known.</summary>
public abstract class AuditFeedTests : IAsyncLifetime
{
    private PortalParts _parts = null!;
    private PortalParts _other = null!;

    private protected abstract DatabaseProvider Provider { get; }

    private protected PortalParts Here => _parts;

    private protected PortalParts There => _other;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _parts = await PortalParts.StartAsync(Provider);
        _other = _parts.Restart(_parts.CertificatePath);
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _parts.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_Another_Process_Records_Is_Told_In_Order()
    {
        var feed = _parts.Get<AuditFeed>();
        await feed.CatchUpAsync(Cancellation);
        var heard = new List<AuditChange>();
        using var subscription = feed.Subscribe(heard.Add);
        var (person, connection) = (Guid.NewGuid(), Guid.NewGuid());

        await RecordAsync(_other, new AuditEntry(AuditActions.Revoke, AuditEntry.Done, null, person, connection), new AuditEntry(AuditActions.SignOut, AuditEntry.Done, null, person));
        Assert.Empty(heard);
        await feed.CatchUpAsync(Cancellation);

        Assert.Equal([new AuditChange(AuditActions.Revoke, person, connection), new AuditChange(AuditActions.SignOut, person, null)], heard);
        await feed.CatchUpAsync(Cancellation);
        Assert.Equal(2, heard.Count);
    }

    [Fact]
    public async Task What_This_Process_Records_Is_Told_Before_The_Writer_Goes_On()
    {
        var heard = new List<AuditChange>();
        using var subscription = _parts.Get<AuditFeed>().Subscribe(heard.Add);
        var person = Guid.NewGuid();

        await RecordAsync(_parts, new AuditEntry(AuditActions.SignOut, AuditEntry.Done, null, person));

        Assert.Equal([new AuditChange(AuditActions.SignOut, person, null)], heard);
    }

    [Fact]
    public async Task What_Was_Rolled_Back_Is_Not_Told()
    {
        var heard = new List<AuditChange>();
        using var subscription = _parts.Get<AuditFeed>().Subscribe(heard.Add);
        await using (var database = _parts.Open())
        {
            await using var transaction = await database.Database.BeginTransactionAsync(Cancellation);
            await _parts.Get<AuditLog>().AppendAsync(database, new AuditEntry(AuditActions.SignOut, AuditEntry.Done), Cancellation);
            await transaction.RollbackAsync(Cancellation);
        }

        Assert.Empty(heard);
    }

    [Fact]
    public async Task It_Is_Fresh_Only_For_A_Short_While_After_A_Good_Reading()
    {
        var feed = _parts.Get<AuditFeed>();
        Assert.False(feed.IsFresh);

        await feed.CatchUpAsync(Cancellation);
        Assert.True(feed.IsFresh);
        _parts.Clock.Advance(AuditFeed.Trust - TimeSpan.FromMilliseconds(1));
        Assert.True(feed.IsFresh);
        _parts.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(feed.IsFresh);

        await feed.CatchUpAsync(Cancellation);
        Assert.True(feed.IsFresh);
    }

    [Fact]
    public async Task The_First_Reading_And_A_Long_Gap_Say_That_Everything_Changed()
    {
        var feed = _parts.Get<AuditFeed>();
        var heard = new List<AuditChange>();
        using var subscription = feed.Subscribe(heard.Add);
        await feed.CatchUpAsync(Cancellation);
        Assert.Equal([AuditChange.Everything], heard);

        await RecordAsync(_other, [.. Enumerable.Range(0, 2001).Select(_ => new AuditEntry(AuditActions.SignOut, AuditEntry.Done, null, Guid.NewGuid()))]);
        await feed.CatchUpAsync(Cancellation);

        Assert.Equal([AuditChange.Everything, AuditChange.Everything], heard);
    }

    [Fact]
    public async Task A_Database_Restored_To_An_Earlier_Day_Changes_Everything()
    {
        var feed = _parts.Get<AuditFeed>();
        await RecordAsync(_other, new AuditEntry(AuditActions.SignOut, AuditEntry.Done, null, Guid.NewGuid()));
        await feed.CatchUpAsync(Cancellation);
        var heard = new List<AuditChange>();
        using var subscription = feed.Subscribe(heard.Add);
        await using (var database = _other.Open())
        {
            await database.AuditHeads.ExecuteUpdateAsync(update => update.SetProperty(head => head.Sequence, 0), Cancellation);
        }

        await feed.CatchUpAsync(Cancellation);

        Assert.Equal([AuditChange.Everything], heard);
    }

    [Fact]
    public async Task A_Reading_That_Fails_Does_Not_Make_It_Fresh_And_Misses_Nothing()
    {
        var feed = _parts.Get<AuditFeed>();
        await feed.CatchUpAsync(Cancellation);
        var heard = new List<AuditChange>();
        using var subscription = feed.Subscribe(heard.Add);
        var person = Guid.NewGuid();
        await RecordAsync(_other, new AuditEntry(AuditActions.SignOut, AuditEntry.Done, null, person));
        await ExecuteAsync("ALTER TABLE \"AuditHead\" RENAME TO \"Away\"");
        _parts.Clock.Advance(AuditFeed.Trust);

        await Assert.ThrowsAnyAsync<Exception>(() => feed.CatchUpAsync(Cancellation));
        Assert.False(feed.IsFresh);
        await ExecuteAsync("ALTER TABLE \"Away\" RENAME TO \"AuditHead\"");
        await feed.CatchUpAsync(Cancellation);

        Assert.True(feed.IsFresh);
        Assert.Equal([new AuditChange(AuditActions.SignOut, person, null)], heard);
    }

    private protected static async Task RecordAsync(PortalParts process, params AuditEntry[] entries)
    {
        await using var database = process.Open();
        await using var transaction = await database.Database.BeginTransactionAsync(Cancellation);
        await process.Get<AuditLog>().AppendAsync(database, entries, Cancellation);
        await transaction.CommitAsync(Cancellation);
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var database = _other.Open();
        await database.Database.ExecuteSqlRawAsync(statement, Cancellation);
    }
}

[Trait("Level", "Integration")]
public sealed class SqliteAuditFeedTests : AuditFeedTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;
}

[Trait("Level", "PostgreSql")]
public sealed class PostgreSqlAuditFeedTests : AuditFeedTests
{
    private protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    /// <summary>The clock of the listening process stands still, so that nothing but the database's announcement can wake it.</summary>
    [Fact]
    public async Task A_Commit_Elsewhere_Wakes_It_Without_Waiting_For_The_Next_Reading()
    {
        var feed = Here.Get<AuditFeed>();
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var heard = new TaskCompletionSource<AuditChange>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = feed.Subscribe(change =>
        {
            if (!change.ConcernsEverybody)
            {
                heard.TrySetResult(change);
            }

            listens.TrySetResult();
        });
        await feed.StartAsync(Cancellation);
        await listens.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await WaitUntilListeningAsync();
        var person = Guid.NewGuid();

        await RecordAsync(There, new AuditEntry(AuditActions.SignOut, AuditEntry.Done, null, person));

        Assert.Equal(new AuditChange(AuditActions.SignOut, person, null), await heard.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        await feed.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_Broken_Listening_Connection_Is_Replaced()
    {
        var feed = Here.Get<AuditFeed>();
        var heard = new TaskCompletionSource<AuditChange>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = feed.Subscribe(change =>
        {
            if (!change.ConcernsEverybody)
            {
                heard.TrySetResult(change);
            }
        });
        await feed.StartAsync(Cancellation);
        await WaitUntilListeningAsync();
        var broken = await ListenersAsync();
        await using (var database = There.Open())
        {
            await database.Database.ExecuteSqlAsync($"SELECT pg_terminate_backend({broken[0]})", Cancellation);
        }

        await WaitUntilListeningAsync(broken, () => Here.Clock.Advance(TimeSpan.FromSeconds(1)));
        var person = Guid.NewGuid();
        await RecordAsync(There, new AuditEntry(AuditActions.SignOut, AuditEntry.Done, null, person));

        Assert.Equal(new AuditChange(AuditActions.SignOut, person, null), await heard.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        await feed.StopAsync(Cancellation);
    }

    private async Task WaitUntilListeningAsync(IReadOnlyList<int>? broken = null, Action? meanwhile = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!(await ListenersAsync()).Except(broken ?? []).Any())
        {
            meanwhile?.Invoke();
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task<IReadOnlyList<int>> ListenersAsync()
    {
        await using var database = There.Open();
        return await database.Database.SqlQueryRaw<int>("SELECT pid AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'")
            .ToListAsync(Cancellation);
    }
}
