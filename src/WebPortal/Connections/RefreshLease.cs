using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>The right to call the token endpoint for one generation of one connection, held in its row and claimed by compare-and-swap.</summary>
/// <remarks>
/// No transaction, lock or database connection is held while the token endpoint is called. A holder renews the lease while it works; one that dies loses it
/// by time. The lease's end stands in <see cref="Connection.NextRefreshAt"/> too, so that the background work finds what a dead holder left.
/// </remarks>
internal static class RefreshLease
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>A third of the HTTP limit: short, so that a dead holder is soon replaced; renewed, so that it may be shorter than the call.</summary>
    public static TimeSpan LengthFor(TimeSpan requestTimeout) => TimeSpan.FromTicks(Math.Clamp(requestTimeout.Ticks / 3, Shortest.Ticks, Longest.Ticks));

    /// <summary>Claims the lease and, in the same write, records that the stored refresh token is now sent; a store that cannot take it stops the call.</summary>
    /// <returns>True for exactly one of any number of callers in any number of processes.</returns>
    public static async Task<bool> TryClaimAsync(
        PortalDbContext database, Connection connection, Guid holder, DateTimeOffset now, TimeSpan length, CancellationToken cancellationToken) =>
        await database.Connections
            .Where(row => row.Id == connection.Id && row.Generation == connection.Generation && row.SpentAt == connection.SpentAt
                && (row.State == ConnectionState.Healthy || row.State == ConnectionState.Retrying)
                && (row.LeaseExpiresAt == null || row.LeaseExpiresAt < now))
            .ExecuteUpdateAsync(
                update => update
                    .SetProperty(row => row.LeaseOwner, holder)
                    .SetProperty(row => row.LeaseExpiresAt, now + length)
                    .SetProperty(row => row.NextRefreshAt, now + length)
                    .SetProperty(row => row.SpentAt, row => row.SpentAt ?? now),
                cancellationToken) == 1;

    /// <returns>False when the holder was fenced off: by a newer credential, by an end, or because somebody else holds the lease now.</returns>
    public static async Task<bool> TryRenewAsync(
        PortalDbContext database, Connection connection, Guid holder, DateTimeOffset now, TimeSpan length, CancellationToken cancellationToken) =>
        await Held(database, connection, holder).ExecuteUpdateAsync(
            update => update.SetProperty(row => row.LeaseExpiresAt, now + length).SetProperty(row => row.NextRefreshAt, now + length),
            cancellationToken) == 1;

    /// <summary>Gives the lease back and leaves the row as it was before the claim, because nothing was learned about its credential.</summary>
    public static Task ReleaseAsync(PortalDbContext database, Connection connection, Guid holder, CancellationToken cancellationToken) =>
        Held(database, connection, holder).ExecuteUpdateAsync(
            update => update
                .SetProperty(row => row.SpentAt, connection.SpentAt)
                .SetProperty(row => row.NextRefreshAt, connection.NextRefreshAt)
                .SetProperty(row => row.LeaseOwner, (Guid?)null)
                .SetProperty(row => row.LeaseExpiresAt, (DateTimeOffset?)null),
            cancellationToken);

    /// <summary>The rows a holder may still write: his lease, and the generation he read. A later grant or a revocation fences him off.</summary>
    public static IQueryable<Connection> Held(PortalDbContext database, Connection connection, Guid holder) =>
        database.Connections.Where(row => row.Id == connection.Id && row.Generation == connection.Generation && row.LeaseOwner == holder);

    /// <summary>
    /// The rows into which a holder may still save a new pair: the generation he read, as long as nobody else is refreshing it now. That the lease ran out
    /// meanwhile, because the store was away for long, does not matter; a pair that is at hand is better than none.
    /// </summary>
    public static IQueryable<Connection> Open(PortalDbContext database, Connection connection, Guid holder, DateTimeOffset now) =>
        database.Connections.Where(row => row.Id == connection.Id && row.Generation == connection.Generation
            && (row.LeaseOwner == holder || row.LeaseExpiresAt == null || row.LeaseExpiresAt < now));
}
