namespace WebPortal.Data;

/// <summary>This machine's clock: with SQLite there is one process, and nobody to disagree with.</summary>
internal sealed class LocalClock(TimeProvider clock) : IDatabaseClock
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public Task<DateTimeOffset> ReadAsync(PortalDbContext database, CancellationToken cancellationToken) => Task.FromResult(Now);
}
