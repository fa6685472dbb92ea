using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Counts all connections by state, once a minute at most: at a million that reads a whole index.</summary>
internal sealed class ConnectionCounting(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _oneCounting = new(1, 1);
    private ConnectionTally? _last;

    public async Task<ConnectionTally> CountAsync(CancellationToken cancellationToken)
    {
        await _oneCounting.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetUtcNow();
            if (_last is null || now - _last.CountedAt >= Kept || now < _last.CountedAt)
            {
                await using var database = contexts.CreateDbContext();
                var counts = await database.Connections.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
                _last = new ConnectionTally(now, counts.ToDictionary(pair => pair.Key.ToString(), pair => pair.Count));
            }

            return _last;
        }
        finally
        {
            _oneCounting.Release();
        }
    }

    public void Dispose() => _oneCounting.Dispose();
}
