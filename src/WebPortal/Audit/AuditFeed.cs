using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Audit;

/// <summary>Tells this process of every audit record, whichever replica wrote it, soon after it was committed; and says whether it can be relied on now.</summary>
/// <remarks>
/// 1. Three times a second, and at once when PostgreSQL announces a commit, the head of the chain is read: one row.
/// 2. When it has moved, the new records are read and told; records are numbered without gaps in the order of their commits, so none is missed.
/// 3. What was written by this process is told before its writer goes on, and once more by the next reading.
/// 4. After a reading that began less than <see cref="Trust"/> ago the feed is fresh. When readings fail or take long it is not, and whoever remembers
///    something asks the database instead. The first good reading after that tells all that was missed.
/// </remarks>
internal sealed partial class AuditFeed : BackgroundService
{
    /// <summary>Marks the feed's own statements in what a database logs.</summary>
    public static readonly string StatementTag = "audit feed";

    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);
    public static readonly TimeSpan Trust = TimeSpan.FromMilliseconds(900);

    private const int MostBehind = 2000;
    private const long Never = -1;
    private static readonly TimeSpan ReadingLimit = TimeSpan.FromSeconds(2);

    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly CommitChannel _channel;
    private readonly TimeProvider _clock;
    private readonly ILogger<AuditFeed> _logger;
    private readonly AuditSubscribers _subscribers = new();
    private readonly SemaphoreSlim _oneReading = new(1, 1);
    private TaskCompletionSource _woken = NewWake();
    private long _position = Never;
    private long _freshSince = Never;
    private long _foundAgainAt = Never;
    private bool _isFailing;

    public AuditFeed(IDbContextFactory<PortalDbContext> contexts, CommitSignal commits, CommitChannel channel, TimeProvider clock, ILogger<AuditFeed> logger)
    {
        (_contexts, _channel, _clock, _logger) = (contexts, channel, clock, logger);
        commits.Committed += records => Tell(records.Select(record => new AuditChange(record.Action, record.SubjectUserId, record.ConnectionId)));
    }

    /// <summary>Whether everything that was committed up to <see cref="Trust"/> ago has been told.</summary>
    public bool IsFresh => Volatile.Read(ref _freshSince) is var since && since != Never && _clock.GetElapsedTime(since) < Trust;

    /// <summary>How long the store has been in sight again after it was out of sight: zero while it still is, null when it never was.</summary>
    public TimeSpan? InSightAgainFor
    {
        get
        {
            if (Volatile.Read(ref _freshSince) == Never)
            {
                return null;
            }

            return !IsFresh ? TimeSpan.Zero : Volatile.Read(ref _foundAgainAt) is var found && found == Never ? null : _clock.GetElapsedTime(found);
        }
    }

    /// <summary>Calls <paramref name="onChange"/> for every change from now on, until disposed. It must be quick and never throw.</summary>
    public IDisposable Subscribe(Action<AuditChange> onChange) => _subscribers.Add(onChange);

    /// <summary>Reads now, and returns when everything committed before the call has been told.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _oneReading.WaitAsync(cancellationToken);
        try
        {
            var began = _clock.GetTimestamp();
            await using var database = _contexts.CreateDbContext();
            var head = await database.AuditHeads.TagWith(StatementTag).Select(row => row.Sequence).SingleAsync(cancellationToken);
            if (head != _position)
            {
                Tell(await ReadChangesAsync(database, head, cancellationToken));
                _position = head;
            }

            if (_freshSince != Never && !IsFresh)
            {
                Volatile.Write(ref _foundAgainAt, _clock.GetTimestamp());
            }

            Volatile.Write(ref _freshSince, began);
        }
        finally
        {
            _oneReading.Release();
        }
    }

    public override void Dispose()
    {
        _oneReading.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = _channel.ListenAsync(() => Volatile.Read(ref _woken).TrySetResult(), stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            // A wake that comes during the reading may be for a record that the reading did not see.
            var woken = NewWake();
            Volatile.Write(ref _woken, woken);
            await TryCatchUpAsync(stoppingToken);
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(Task.Delay(Interval, _clock, pause.Token), woken.Task);
            await pause.CancelAsync();
        }

        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task TryCatchUpAsync(CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(ReadingLimit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, limit.Token);
        try
        {
            await CatchUpAsync(either.Token);
            if (_isFailing)
            {
                Log.Recovered(_logger);
            }

            _isFailing = false;
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            if (!_isFailing)
            {
                Log.Failing(_logger, fault.GetType().Name);
            }

            _isFailing = true;
        }
        catch (OperationCanceledException)
        {
            // The portal stops.
        }
    }

    private async Task<IReadOnlyList<AuditChange>> ReadChangesAsync(PortalDbContext database, long head, CancellationToken cancellationToken)
    {
        // A head behind us means that the database was restored to an earlier day.
        if (_position == Never || head < _position || head - _position > MostBehind)
        {
            return [AuditChange.Everything];
        }

        return await database.AuditEvents.AsNoTracking().TagWith(StatementTag)
            .Where(record => record.Id > _position && record.Id <= head)
            .OrderBy(record => record.Id)
            .Select(record => new AuditChange(record.Action, record.SubjectUserId, record.ConnectionId))
            .ToListAsync(cancellationToken);
    }

    private void Tell(IEnumerable<AuditChange> changes)
    {
        foreach (var change in changes)
        {
            _subscribers.Tell(change);
        }
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The audit records cannot be followed ({Fault}); until they can, every request asks the database")]
        public static partial void Failing(ILogger logger, string fault);

        [LoggerMessage(2, LogLevel.Information, "The audit records are followed again")]
        public static partial void Recovered(ILogger logger);
    }
}
