using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace WebPortal.Data;

/// <summary>Writes what may be lost, such as the time of a last use: nobody who only reads waits longer than a moment for it, and it never fails a request.</summary>
internal static class OptionalWrites
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static async Task TryWriteAsync(
        this IDbContextFactory<PortalDbContext> contexts, Func<PortalDbContext, CancellationToken, Task> writeAsync, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        database.Database.SetCommandTimeout(Patience);
        try
        {
            await writeAsync(database, cancellationToken);
        }
        catch (Exception fault) when (fault is DbException or TimeoutException)
        {
            // The next use writes it; what the request came for does not depend on it.
        }
    }
}
