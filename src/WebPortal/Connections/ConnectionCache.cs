using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>The rows of connections in use, remembered for as long as the audit feed vouches for them. Nobody writes to a row from here.</summary>
/// <remarks>
/// Whether a connection may be used changes only together with an audit record. A refresh leaves none: a row from here may hold the token set
/// before the last one, whose access token is still good; whoever needs a newer one reads the row again.
/// </remarks>
internal sealed class ConnectionCache : IDisposable
{
    private const int Capacity = 20_000;

    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly FeedCache<Guid, Connection> _rows;
    private readonly IDisposable _subscription;

    public ConnectionCache(IDbContextFactory<PortalDbContext> contexts, AuditFeed feed)
    {
        _contexts = contexts;
        _rows = new FeedCache<Guid, Connection>(feed, Capacity, change => change.ConnectionId, row => row.Id);
        _subscription = feed.Subscribe(OnChange);
    }

    /// <summary>A connection can no longer be used: what was read through it need not be kept.</summary>
    public event Action<Guid>? Stopped;

    /// <summary>From memory if it can be trusted.</summary>
    public async Task<Connection?> FindAsync(Guid connectionId, CancellationToken cancellationToken) =>
        _rows.TryGet(connectionId, out var row) ? row : await ReadAsync(connectionId, cancellationToken);

    /// <summary>From the database in any case.</summary>
    public async Task<Connection?> ReadAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        var stamp = _rows.Stamp;
        await using var database = _contexts.CreateDbContext();
        var row = await database.Connections.AsNoTracking().FirstOrDefaultAsync(connection => connection.Id == connectionId, cancellationToken);
        if (row is not null)
        {
            _rows.Store(connectionId, row, stamp);
        }

        return row;
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _rows.Dispose();
    }

    private void OnChange(AuditChange change)
    {
        if (change.ConnectionId is { } connectionId && (change.Action == AuditActions.Disconnect || change.Action == AuditActions.Revoke
            || change.Action == AuditActions.Suspend || change.Action == AuditActions.ReconnectNeeded))
        {
            Stopped?.Invoke(connectionId);
        }
    }
}
