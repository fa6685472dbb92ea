using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebPortal.Connections;
using WebPortal.Data;

namespace WebPortal.Authentication;

/// <summary>Checks membership of the allowed workspaces again: soon after each sign-in, after each refresh, and within every hour in which somebody is signed in or their tokens are used.</summary>
/// <remarks>One connection at a time, so that people's own requests to Bitbucket go first.</remarks>
internal sealed partial class AccessReview(
    IDbContextFactory<PortalDbContext> contexts,
    MembershipReview review,
    ConnectionRefresher refresher,
    IOptions<SessionsOptions> sessions,
    TimeProvider clock,
    ILogger<AccessReview> logger) : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DueAfter = TimeSpan.FromMinutes(55);

    /// <summary>A refresh right after a check, which may itself have caused it, brings nothing new.</summary>
    private static readonly TimeSpan RecheckAfter = TimeSpan.FromMinutes(1);

    /// <summary>How long a connection that Bitbucket gave no answer for waits; in this process only.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(5);

    private readonly Dictionary<Guid, DateTimeOffset> _waiting = [];

    /// <summary>Checks what is due.</summary>
    /// <returns>How many were checked.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var (id, _) in _waiting.Where(waiting => waiting.Value <= now).ToList())
        {
            _waiting.Remove(id);
        }

        await using var database = contexts.CreateDbContext();
        var found = await Due(database, now).Take(BatchSize + _waiting.Count).Select(row => new { row.Id, row.AccessCheckedAt }).ToListAsync(cancellationToken);
        var due = found.Where(row => !_waiting.ContainsKey(row.Id)).Take(BatchSize).ToList();
        foreach (var row in due)
        {
            await ReviewAsync(row.Id, row.AccessCheckedAt, cancellationToken);
        }

        return due.Count;
    }

    /// <summary>Checks one connection after its token set was replaced.</summary>
    public async Task ReviewRefreshedAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        var checkedBefore = clock.GetUtcNow() - RecheckAfter;
        await using var database = contexts.CreateDbContext();
        var row = await database.Connections.Where(row => row.Id == connectionId && row.Kind == ConnectionKind.AuthorizationCode && (row.AccessCheckedAt == null || row.AccessCheckedAt < checkedBefore))
            .Select(row => new { row.AccessCheckedAt }).SingleOrDefaultAsync(cancellationToken);
        if (row is not null)
        {
            await ReviewAsync(connectionId, row.AccessCheckedAt, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (refresher.Refreshed.TryRead(out var refreshed))
                {
                    await ReviewRefreshedAsync(refreshed, stoppingToken);
                }

                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, fault.GetType().Name);
            }
        }
    }

    private async Task ReviewAsync(Guid connectionId, DateTimeOffset? lastCheck, CancellationToken cancellationToken)
    {
        if (!await review.TryReviewAsync(connectionId, lastCheck, cancellationToken))
        {
            _waiting[connectionId] = clock.GetUtcNow() + RetryAfter;
        }
    }

    /// <summary>Living connections of people who are signed in or whose portal tokens are at work, found from what was seen lately, those never checked first.</summary>
    private IQueryable<Connection> Due(PortalDbContext database, DateTimeOffset now)
    {
        var seenAfter = now - sessions.Value.IdleTimeout;
        var checkedBefore = now - DueAfter;
        var signedIn = database.Sessions.Where(session => session.LastSeenAt > seenAfter && session.EndedAt == null).Select(session => session.UserId);
        var lent = database.PortalTokens.Where(token => token.LastUsedAt > seenAfter && token.RevokedAt == null && token.EndsAt > now).Select(token => token.OwnerId);
        return database.Connections
            .Where(row => row.Kind == ConnectionKind.AuthorizationCode && row.EndedAt == null
                && (row.State == ConnectionState.Healthy || row.State == ConnectionState.Retrying)
                && (row.AccessCheckedAt == null || row.AccessCheckedAt < checkedBefore)
                && (signedIn.Contains(row.OwnerId) || lent.Contains(row.OwnerId)))
            .OrderBy(row => row.AccessCheckedAt != null).ThenBy(row => row.AccessCheckedAt);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Checking who still belongs to the allowed workspaces failed with {Fault}; it goes on within the minute")]
        public static partial void Failed(ILogger logger, string fault);
    }
}
