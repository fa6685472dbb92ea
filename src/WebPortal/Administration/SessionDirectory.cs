using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebPortal.Authentication;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Finds who is signed in, for administrators and auditors.</summary>
internal sealed class SessionDirectory(IDbContextFactory<PortalDbContext> contexts, IOptions<SessionsOptions> options, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="person">Part of a name, user name, address or Bitbucket uuid.</param>
    /// <param name="after">Where the page before this one ended.</param>
    public async Task<SessionPage> FindAsync(string? person, SessionPlace? after, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var found = OfPerson(Open(database), person);
        var count = await found.Take(SessionPage.MostCounted).CountAsync(cancellationToken);
        var rows = await Rows((after is null ? found : After(found, after))
            .OrderByDescending(session => session.LastSeenAt).ThenByDescending(session => session.Id)
            .Take(PageSize + 1)).ToListAsync(cancellationToken);
        var shown = rows.Take(PageSize).ToList();
        return new SessionPage(shown, count, rows.Count > PageSize ? new SessionPlace(shown[^1].LastSeenAt, shown[^1].Id) : null);
    }

    public async Task<SessionRow?> FindOneAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await Rows(Open(database).Where(session => session.Id == sessionId)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The open sessions of one person, the latest seen first.</summary>
    public async Task<IReadOnlyList<SessionRow>> ListOfAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await Rows(Open(database).Where(session => session.UserId == userId).OrderByDescending(session => session.LastSeenAt)).ToListAsync(cancellationToken);
    }

    /// <returns>How many sessions are open, and of how many people, apart from one session.</returns>
    public async Task<(int Sessions, int People)> CountOthersAsync(Guid keptSession, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var others = Open(database).Where(session => session.Id != keptSession);
        return (await others.CountAsync(cancellationToken), await others.Select(session => session.UserId).Distinct().CountAsync(cancellationToken));
    }

    private IQueryable<PortalSession> Open(PortalDbContext database)
    {
        var now = clock.GetUtcNow();
        var begunAfter = now - options.Value.AbsoluteTimeout;
        var seenAfter = now - options.Value.IdleTimeout;
        return database.Sessions.AsNoTracking()
            .Where(session => session.LastSeenAt > seenAfter && session.EndedAt == null && session.CreatedAt > begunAfter);
    }

    private static IQueryable<PortalSession> OfPerson(IQueryable<PortalSession> sessions, string? person)
    {
        if (string.IsNullOrWhiteSpace(person))
        {
            return sessions;
        }

        var pattern = $"%{LikePattern.Escape(person.Trim().ToUpperInvariant())}%";
        return sessions.Where(session => EF.Functions.Like(session.User!.SearchText, pattern, LikePattern.EscapeCharacter));
    }

    private static IQueryable<PortalSession> After(IQueryable<PortalSession> sessions, SessionPlace place)
    {
        var (at, id) = place;
        return sessions.Where(session => session.LastSeenAt <= at && (session.LastSeenAt < at || session.Id.CompareTo(id) < 0));
    }

    private static IQueryable<SessionRow> Rows(IQueryable<PortalSession> sessions) => sessions.Select(session => new SessionRow(
        session.Id,
        session.UserId,
        session.User!.DisplayName,
        session.User.Username,
        session.User.Email,
        session.RemoteAddress,
        session.UserAgent,
        session.CreatedAt,
        session.LastSeenAt));
}
