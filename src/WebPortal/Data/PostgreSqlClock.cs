using Microsoft.EntityFrameworkCore;

namespace WebPortal.Data;

/// <summary>The clock of the PostgreSQL server. Between two readings the monotonic counter of this machine carries it on, which no change of its wall clock moves.</summary>
internal sealed class PostgreSqlClock(TimeProvider clock) : IDatabaseClock
{
    private volatile Reading? _last;

    public DateTimeOffset Now => _last is { } last ? last.At + clock.GetElapsedTime(last.Timestamp) : clock.GetUtcNow();

    public async Task<DateTimeOffset> ReadAsync(PortalDbContext database, CancellationToken cancellationToken)
    {
        var at = await database.Database.SqlQueryRaw<DateTimeOffset>("SELECT now() AS \"Value\"").SingleAsync(cancellationToken);
        _last = new Reading(at, clock.GetTimestamp());
        return at;
    }

    private sealed record Reading(DateTimeOffset At, long Timestamp);
}
