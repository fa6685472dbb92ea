using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>The right to call the token endpoint for one generation of one connection, held in its row and claimed by compare-and-swap.</summary>
/// <remarks>No transaction, lock or database connection is held while the token endpoint is called; a holder that dies loses the lease by time.</remarks>
internal static class RefreshLease
{
    /// <returns>True for exactly one of any number of callers in any number of processes.</returns>
    public static async Task<bool> TryClaimAsync(
        PortalDbContext database, Connection connection, Guid holder, DateTimeOffset now, TimeSpan length, CancellationToken cancellationToken) =>
        await database.Connections
            .Where(row => row.Id == connection.Id && row.Generation == connection.Generation
                && (row.State == ConnectionState.Healthy || row.State == ConnectionState.Retrying)
                && (row.LeaseExpiresAt == null || row.LeaseExpiresAt < now))
            .ExecuteUpdateAsync(
                row => row.SetProperty(r => r.LeaseOwner, holder).SetProperty(r => r.LeaseExpiresAt, now + length),
                cancellationToken) == 1;

    /// <summary>The rows a holder may still write: his lease, and the generation he read. A later grant or a revocation fences him off.</summary>
    public static IQueryable<Connection> Held(PortalDbContext database, Connection connection, Guid holder) =>
        database.Connections.Where(row => row.Id == connection.Id && row.Generation == connection.Generation && row.LeaseOwner == holder);
}
