using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>The right to work on a run, held in its row and claimed by compare-and-swap. A holder that dies loses it by time.</summary>
internal static class RevocationLease
{
    /// <summary>Short, because it is renewed with every batch and a holder that lost it is fenced off, so nothing can happen twice.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

    /// <returns>True for exactly one of any number of callers in any number of processes.</returns>
    public static async Task<bool> TryClaimAsync(PortalDbContext database, Guid runId, Guid holder, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.RevocationRuns
            .Where(run => run.Id == runId && run.StoppedAt == null && (run.LeaseExpiresAt == null || run.LeaseExpiresAt < now))
            .ExecuteUpdateAsync(update => update.SetProperty(run => run.LeaseOwner, holder).SetProperty(run => run.LeaseExpiresAt, now + Length), cancellationToken) == 1;

    /// <summary>First in the transaction of a batch: keeps the lease and locks the run against everybody else.</summary>
    /// <returns>False when the lease was lost; the caller then changes nothing.</returns>
    public static async Task<bool> TryRenewAsync(PortalDbContext database, Guid runId, Guid holder, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.RevocationRuns.Where(run => run.Id == runId && run.LeaseOwner == holder && run.StoppedAt == null)
            .ExecuteUpdateAsync(update => update.SetProperty(run => run.LeaseExpiresAt, now + Length), cancellationToken) == 1;
}
