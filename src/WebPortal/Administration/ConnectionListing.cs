using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Reads everybody's connections one after another, for lists that are not looked at page by page.</summary>
internal sealed class ConnectionListing(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private const int Chunk = 1000;

    /// <returns>In the order of their ids, which is about that of their making.</returns>
    public async IAsyncEnumerable<ListedConnection> ReadAsync(ConnectionFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = Guid.Empty;
        while (true)
        {
            List<ListedConnection> chunk;
            await using (var database = contexts.CreateDbContext())
            {
                chunk = await ConnectionSelection.Find(database, filter, clock.GetUtcNow()).AsNoTracking()
                    .Where(row => row.Id.CompareTo(after) > 0).OrderBy(row => row.Id).Take(Chunk)
                    .Select(row => new ListedConnection(
                        row.Id, row.Owner!.DisplayName, row.Owner.BitbucketUuid, row.Kind.ToString(), row.State.ToString(), row.StateReason,
                        row.GrantedScope, row.ConnectedAt, row.LastUsedAt, row.RefreshTokenIssuedAt, row.EndedAt))
                    .ToListAsync(cancellationToken);
            }

            foreach (var row in chunk)
            {
                yield return row;
            }

            if (chunk.Count < Chunk)
            {
                yield break;
            }

            after = chunk[^1].Id;
        }
    }
}
