using Microsoft.EntityFrameworkCore;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using WebPortal.Data;

namespace WebPortal.Authentication;

/// <summary>Checks one connection's owner again: still a member, or suspended. Keeps their workspaces, by which administrators find people.</summary>
/// <remarks>
/// 1. One of the replicas takes the check by compare-and-swap on the time of the last one.
/// 2. Bitbucket is asked in the person's own name, which does not count as a use.
/// 3. Only a complete answer without an allowed workspace suspends. An answer that fails or breaks off changes nothing and gives the check back.
/// </remarks>
internal sealed partial class MembershipReview(
    IDbContextFactory<PortalDbContext> contexts, ConnectionAccess access, WorkspaceMembership membership, ConnectionHolding holding, TimeProvider clock, ILogger<MembershipReview> logger)
{
    private const int LongestSlug = 128;

    /// <param name="connectionId">The connection.</param>
    /// <param name="lastCheck">When it was checked last, as the caller read it.</param>
    /// <param name="cancellationToken">Ends the asking; the check is due again then.</param>
    /// <returns>False when Bitbucket did not say; the check is still due.</returns>
    public async Task<bool> TryReviewAsync(Guid connectionId, DateTimeOffset? lastCheck, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!await MoveAsync(connectionId, lastCheck, now, cancellationToken))
        {
            return true;
        }

        MembershipReading? reading = null;
        try
        {
            reading = await membership.ReadAsync((page, token) => ReadPageAsync(connectionId, page, token), cancellationToken);
        }
        finally
        {
            if (reading is null or { IsComplete: false, IsMember: false })
            {
                await MoveAsync(connectionId, now, lastCheck, CancellationToken.None);
            }
        }

        if (reading.HasLeft && await holding.SuspendAsync(connectionId, StateReasons.LeftWorkspaces, null, cancellationToken))
        {
            Log.HasLeft(logger, connectionId);
            await SuspendOthersAsync(connectionId, cancellationToken);
        }

        if (reading.IsComplete)
        {
            await KeepAsync(connectionId, reading.Slugs, cancellationToken);
        }

        return reading.IsComplete || reading.IsMember;
    }

    /// <summary>What the person brought along besides their consent stops with it; clients belong to a workspace and stay.</summary>
    private async Task SuspendOthersAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var others = await database.Connections
            .Where(row => database.Connections.Any(left => left.Id == connectionId && left.OwnerId == row.OwnerId) && row.EndedAt == null
                && (row.Kind == ConnectionKind.ApiToken || row.Kind == ConnectionKind.AppPassword))
            .Select(row => row.Id).ToListAsync(cancellationToken);
        foreach (var other in others)
        {
            await holding.SuspendAsync(other, StateReasons.LeftWorkspaces, null, cancellationToken);
        }
    }

    private Task<BitbucketResult<BitbucketPage<BitbucketWorkspaceAccess>>> ReadPageAsync(Guid connectionId, ApiAddress page, CancellationToken cancellationToken) =>
        access.RunUnmarkedAsync(connectionId, (api, token) => api.ReadWorkspacesPageAsync(page, token), cancellationToken);

    /// <returns>False when somebody else was quicker.</returns>
    private async Task<bool> MoveAsync(Guid connectionId, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await database.Connections.Where(row => row.Id == connectionId && row.AccessCheckedAt == from)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.AccessCheckedAt, to), cancellationToken) == 1;
    }

    private async Task KeepAsync(Guid connectionId, IReadOnlyCollection<string> slugs, CancellationToken cancellationToken)
    {
        string[] wanted = [.. slugs.Where(slug => slug.Length <= LongestSlug).Select(slug => slug.ToLowerInvariant())];
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var rows = database.ConnectionWorkspaces.Where(row => row.ConnectionId == connectionId);
        await rows.Where(row => !wanted.Contains(row.Slug)).ExecuteDeleteAsync(cancellationToken);
        var kept = await rows.Select(row => row.Slug).ToListAsync(cancellationToken);
        database.ConnectionWorkspaces.AddRange(wanted.Except(kept).Select(slug => new ConnectionWorkspace { ConnectionId = connectionId, Slug = slug }));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The owner of connection {ConnectionId} belongs to no allowed workspace any more; it is suspended")]
        public static partial void HasLeft(ILogger logger, Guid connectionId);
    }
}
