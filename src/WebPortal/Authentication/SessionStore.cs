using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Authentication;

/// <summary>Sessions on the server: begun at sign-in, looked up at every request, ended for good.</summary>
internal sealed class SessionStore(
    IDbContextFactory<PortalDbContext> contexts, SessionCache cache, AuditLog audit, IOptions<SessionsOptions> options, TimeProvider clock)
{
    private const int LongestUserAgent = 256;
    private static readonly TimeSpan SeenInterval = TimeSpan.FromMinutes(1);

    /// <returns>The handle for the cookie; it cannot be read back from the store.</returns>
    public async Task<string> BeginAsync(Guid userId, string? remoteAddress, string? userAgent, CancellationToken cancellationToken)
    {
        var handle = SessionHandle.Create();
        var now = clock.GetUtcNow();
        await using var database = contexts.CreateDbContext();
        database.Sessions.Add(new PortalSession
        {
            Id = Guid.CreateVersion7(now),
            HandleHash = SessionHandle.Hash(handle),
            UserId = userId,
            CreatedAt = now,
            LastSeenAt = now,
            RemoteAddress = remoteAddress,
            UserAgent = userAgent is { Length: > LongestUserAgent } ? userAgent[..LongestUserAgent] : userAgent,
        });
        await database.SaveChangesAsync(cancellationToken);
        return handle;
    }

    /// <returns>Null when the handle is unknown, or its session was ended or is over.</returns>
    public Task<LiveSession?> FindAsync(string handle, CancellationToken cancellationToken) => FindAsync(new SessionKey(handle), cancellationToken).AsTask();

    /// <inheritdoc cref="FindAsync(string, CancellationToken)"/>
    public async ValueTask<LiveSession?> FindAsync(SessionKey key, CancellationToken cancellationToken)
    {
        var known = await cache.FindAsync(key, cancellationToken);
        var now = clock.GetUtcNow();
        if (known?.IsIdle(now, options.Value.IdleTimeout) == true)
        {
            // Another replica may have seen the person since this was remembered.
            known = await cache.ReadAsync(key, cancellationToken);
        }

        if (known is null || known.IsTooOld(now, options.Value.AbsoluteTimeout) || known.IsIdle(now, options.Value.IdleTimeout))
        {
            return null;
        }

        if (known.TrySee(now, SeenInterval))
        {
            await contexts.TryWriteAsync(
                (database, cancellation) => database.Sessions.Where(session => session.Id == known.Session.Id && session.LastSeenAt < now)
                    .ExecuteUpdateAsync(update => update.SetProperty(session => session.LastSeenAt, now), cancellation),
                cancellationToken);
        }

        return known.Session;
    }

    /// <summary>The person's sign-ins that are still good, the latest first.</summary>
    public async Task<IReadOnlyList<SessionSummary>> ListForUserAsync(Guid userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var begunAfter = now - options.Value.AbsoluteTimeout;
        var seenAfter = now - options.Value.IdleTimeout;
        await using var database = contexts.CreateDbContext();
        return await database.Sessions.AsNoTracking()
            .Where(session => session.UserId == userId && session.EndedAt == null && session.CreatedAt > begunAfter && session.LastSeenAt > seenAfter)
            .OrderByDescending(session => session.LastSeenAt)
            .Select(session => new SessionSummary(session.Id, session.CreatedAt, session.LastSeenAt, session.RemoteAddress, session.UserAgent))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Ends the session behind a cookie, with its audit record. Doing it twice changes nothing.</summary>
    public async Task SignOutAsync(Guid sessionId, AuditActor actor, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await EndAsync(database.Sessions.Where(session => session.Id == sessionId), "signed-out", cancellationToken) > 0)
        {
            await audit.AppendAsync(database, new AuditEntry(AuditActions.SignOut, AuditEntry.Done, actor, actor.UserId), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Ends one of a person's own sessions.</summary>
    /// <returns>False when the person has no such session.</returns>
    public async Task<bool> EndOwnAsync(Guid sessionId, AuditActor person, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var own = database.Sessions.Where(session => session.Id == sessionId && session.UserId == person.UserId);
        if (await EndAsync(own, "ended-by-owner", cancellationToken) == 0)
        {
            return false;
        }

        await audit.AppendAsync(database, new AuditEntry(AuditActions.SessionEnd, AuditEntry.Done, person, person.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Ends all of a person's sessions but the one they ask from.</summary>
    /// <returns>How many were ended.</returns>
    public async Task<int> EndOthersAsync(Guid keptSession, AuditActor person, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var others = database.Sessions.Where(session => session.UserId == person.UserId && session.Id != keptSession);
        var ended = await EndAsync(others, "ended-by-owner", cancellationToken);
        if (ended > 0)
        {
            var record = new AuditEntry(AuditActions.SessionEnd, AuditEntry.Done, person, person.UserId, Detail: $"all others: {ended}");
            await audit.AppendAsync(database, record, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return ended;
    }

    private Task<int> EndAsync(IQueryable<PortalSession> sessions, string reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return sessions.Where(session => session.EndedAt == null).ExecuteUpdateAsync(
            update => update.SetProperty(session => session.EndedAt, now).SetProperty(session => session.EndReason, reason), cancellationToken);
    }
}
