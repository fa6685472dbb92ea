using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Authentication;

/// <summary>The sessions in use by the hash of their handle, remembered for as long as the audit feed vouches for them.</summary>
internal sealed class SessionCache(IDbContextFactory<PortalDbContext> contexts, AuditFeed feed) : IDisposable
{
    private const int Capacity = 20_000;

    private readonly FeedCache<string, KnownSession> _sessions = new(feed, Capacity, change => change.SubjectUserId, known => known.Session.User.Id);

    /// <summary>From memory if it can be trusted. Ended sessions are not found.</summary>
    public ValueTask<KnownSession?> FindAsync(SessionKey key, CancellationToken cancellationToken) =>
        _sessions.TryGet(key.Text, out var known) ? new(known) : new(ReadAsync(key, cancellationToken));

    /// <summary>From the database in any case.</summary>
    public async Task<KnownSession?> ReadAsync(SessionKey key, CancellationToken cancellationToken)
    {
        var (stamp, hash) = (_sessions.Stamp, key.Hash);
        await using var database = contexts.CreateDbContext();
        var row = await database.Sessions.AsNoTracking()
            .Where(session => session.HandleHash == hash && session.EndedAt == null)
            .Select(session => new
            {
                session.Id,
                session.CreatedAt,
                session.LastSeenAt,
                User = session.User!,
                Connection = database.Connections
                    .Where(connection => connection.OwnerId == session.UserId && connection.EndedAt == null && connection.Kind == ConnectionKind.AuthorizationCode)
                    .Select(connection => new { connection.Id, connection.State })
                    .FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        var live = new LiveSession(row.Id, row.User, row.Connection?.Id, row.Connection?.State == ConnectionState.Suspended);
        var known = new KnownSession(live, row.CreatedAt, row.LastSeenAt);
        _sessions.Store(key.Text, known, stamp);
        return known;
    }

    public void Dispose() => _sessions.Dispose();
}
