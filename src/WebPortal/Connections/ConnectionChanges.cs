using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>What suspending, resuming and ending write into rows: one connection or many, always set-wise, inside the caller's transaction.</summary>
internal static class ConnectionChanges
{
    /// <summary>The rows that such an order changes. All others are left as they are.</summary>
    public static IQueryable<Connection> ThatTake(this IQueryable<Connection> rows, RevocationAction action) => action switch
    {
        RevocationAction.Suspend => rows.Where(row => row.EndedAt == null && row.State != ConnectionState.Suspended),
        RevocationAction.Resume => rows.Where(row => row.EndedAt == null && row.State == ConnectionState.Suspended),
        _ => rows.Where(row => row.EndedAt == null),
    };

    /// <summary>Stops use and destroys nothing. Generation and lease stay: a refresh in flight still saves its pair, or the connection would be lost.</summary>
    public static Task<int> SuspendAsync(this IQueryable<Connection> rows, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        rows.ThatTake(RevocationAction.Suspend).ExecuteUpdateAsync(
            update => update
                .SetProperty(row => row.StateBeforeSuspension, row => row.State)
                .SetProperty(row => row.State, ConnectionState.Suspended)
                .SetProperty(row => row.StateReason, reason)
                .SetProperty(row => row.SuspendedAt, now),
            cancellationToken);

    /// <summary>Back to the state before. One that was retrying is due at once; one never seen before counts as healthy until a call says otherwise.</summary>
    public static Task<int> ResumeAsync(this IQueryable<Connection> rows, DateTimeOffset now, CancellationToken cancellationToken) =>
        rows.ThatTake(RevocationAction.Resume).ExecuteUpdateAsync(
            update => update
                .SetProperty(row => row.State, row => row.StateBeforeSuspension ?? ConnectionState.Healthy)
                .SetProperty(row => row.NextRefreshAt, row => row.StateBeforeSuspension == ConnectionState.Retrying ? now : null)
                .SetProperty(row => row.StateBeforeSuspension, (ConnectionState?)null)
                .SetProperty(row => row.StateReason, (string?)null)
                .SetProperty(row => row.SuspendedAt, (DateTimeOffset?)null),
            cancellationToken);

    /// <summary>Stops use for good, but keeps the sealed values for the optional steps. The raised generation fences off every refresh in flight.</summary>
    public static Task<int> BeginRevokingAsync(this IQueryable<Connection> rows, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        rows.ThatTake(RevocationAction.Revoke).ExecuteUpdateAsync(
            update => update
                .SetProperty(row => row.State, ConnectionState.Suspended)
                .SetProperty(row => row.StateReason, StateReasons.BeingRevoked)
                .SetProperty(row => row.SuspendedAt, now)
                .SetProperty(row => row.StateBeforeSuspension, (ConnectionState?)null)
                .SetProperty(row => row.Generation, row => row.Generation + 1)
                .SetProperty(row => row.EndedAt, now)
                .SetProperty(row => row.EndReason, reason)
                .SetProperty(row => row.NextRefreshAt, (DateTimeOffset?)null)
                .SetProperty(row => row.LeaseOwner, (Guid?)null)
                .SetProperty(row => row.LeaseExpiresAt, (DateTimeOffset?)null),
            cancellationToken);

    /// <summary>Destroys the sealed values. One whose revocation has begun keeps the time and reason that it has.</summary>
    public static Task<int> EndAsync(this IQueryable<Connection> rows, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        rows.Where(row => row.State != ConnectionState.Ended).ExecuteUpdateAsync(
            update => update
                .SetProperty(row => row.State, ConnectionState.Ended)
                .SetProperty(row => row.StateReason, (string?)null)
                .SetProperty(row => row.SuspendedAt, (DateTimeOffset?)null)
                .SetProperty(row => row.StateBeforeSuspension, (ConnectionState?)null)
                .SetProperty(row => row.Generation, row => row.Generation + 1)
                .SetProperty(row => row.SealedAccessToken, (string?)null)
                .SetProperty(row => row.SealedRefreshToken, (string?)null)
                .SetProperty(row => row.SealedClientSecret, (string?)null)
                .SetProperty(row => row.SealedFormerRefreshToken, (string?)null)
                .SetProperty(row => row.FormerRefreshTokenEndsAt, (DateTimeOffset?)null)
                .SetProperty(row => row.EndedAt, row => row.EndedAt ?? now)
                .SetProperty(row => row.EndReason, row => row.EndReason ?? reason)
                .SetProperty(row => row.NextRefreshAt, (DateTimeOffset?)null)
                .SetProperty(row => row.LeaseOwner, (Guid?)null)
                .SetProperty(row => row.LeaseExpiresAt, (DateTimeOffset?)null),
            cancellationToken);

    /// <summary>Ends every open session of these people.</summary>
    public static Task<int> EndSessionsAsync(
        this PortalDbContext database, IReadOnlyCollection<Guid> people, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.Sessions.Where(session => people.Contains(session.UserId) && session.EndedAt == null).ExecuteUpdateAsync(
            update => update.SetProperty(session => session.EndedAt, now).SetProperty(session => session.EndReason, reason), cancellationToken);
}
