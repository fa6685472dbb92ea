using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Reads what was ordered and what became of it, for administrators and auditors.</summary>
internal sealed class RevocationDirectory(IDbContextFactory<PortalDbContext> contexts)
{
    private const int Latest = 50;
    private const int Chunk = 1000;

    /// <returns>The latest runs, the newest first.</returns>
    public async Task<IReadOnlyList<RunRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await ReadAsync(database, database.RevocationRuns.OrderByDescending(run => run.OrderedAt).Take(Latest), cancellationToken);
    }

    public async Task<RunRow?> FindAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return (await ReadAsync(database, database.RevocationRuns.Where(run => run.Id == runId), cancellationToken)).SingleOrDefault();
    }

    /// <returns>Null when no run ever meant this connection.</returns>
    public async Task<RunItem?> FindRevocationAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await Items(database, database.RevocationItems.Where(item => item.ConnectionId == connectionId && item.StoppedAt != null
                && database.RevocationRuns.Any(run => run.Id == item.RunId && run.Action == RevocationAction.Revoke)))
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The first connections of a run, what went wrong first.</summary>
    public async Task<IReadOnlyList<RunItem>> ListItemsAsync(Guid runId, int count, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var rows = database.RevocationItems.Where(item => item.RunId == runId)
            .OrderByDescending(item => item.SpendState == RevocationStepState.Failed).ThenByDescending(item => item.NextAttemptAt != null)
            .ThenByDescending(item => item.WasSkipped).ThenBy(item => item.ConnectionId).Take(count);
        return await Items(database, rows).ToListAsync(cancellationToken);
    }

    /// <summary>All connections of a run. No database connection is held while the reader takes its time.</summary>
    public async IAsyncEnumerable<RunItem> ReadItemsAsync(Guid runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = Guid.Empty;
        while (true)
        {
            List<RunItem> chunk;
            await using (var database = contexts.CreateDbContext())
            {
                var rows = database.RevocationItems.Where(item => item.RunId == runId && item.ConnectionId.CompareTo(after) > 0)
                    .OrderBy(item => item.ConnectionId).Take(Chunk);
                chunk = await Items(database, rows).ToListAsync(cancellationToken);
            }

            foreach (var item in chunk)
            {
                yield return item;
            }

            if (chunk.Count < Chunk)
            {
                yield break;
            }

            after = chunk[^1].ConnectionId;
        }
    }

    /// <summary>The runs first, then one pass over their connections: a run may have very many.</summary>
    private static async Task<IReadOnlyList<RunRow>> ReadAsync(PortalDbContext database, IQueryable<RevocationRun> runs, CancellationToken cancellationToken)
    {
        var found = await (
            from run in runs.AsNoTracking()
            join user in database.Users on run.ActorId equals user.Id into people
            from person in people.DefaultIfEmpty()
            orderby run.OrderedAt descending
            select new { Run = run, person!.DisplayName, person.BitbucketUuid }).ToListAsync(cancellationToken);
        List<Guid> ids = [.. found.Select(row => row.Run.Id)];
        var counts = await database.RevocationItems.Where(item => ids.Contains(item.RunId)).GroupBy(item => item.RunId)
            .Select(items => new RunCounts(
                items.Key,
                items.Count(item => item.StoppedAt != null),
                items.Count(item => item.WasSkipped),
                items.Count(item => item.NextAttemptAt != null),
                items.Count(item => item.SpendState == RevocationStepState.Failed),
                items.Sum(item => item.SessionsEnded),
                items.Max(item => item.StoppedAt == null ? null : (DateTimeOffset?)item.AccessTokenExpiresAt)))
            .ToDictionaryAsync(count => count.RunId, cancellationToken);
        return [.. found.Select(row => RunRow.Of(row.Run, row.DisplayName, row.BitbucketUuid, counts.GetValueOrDefault(row.Run.Id, new RunCounts(row.Run.Id))))];
    }

    /// <summary>A connection that its owner has deleted leaves its item behind, without a name.</summary>
    private static IQueryable<RunItem> Items(PortalDbContext database, IQueryable<RevocationItem> items) =>
        from item in items.AsNoTracking()
        join run in database.RevocationRuns on item.RunId equals run.Id
        join user in database.Users on item.OwnerId equals user.Id into people
        from person in people.DefaultIfEmpty()
        join row in database.Connections on item.ConnectionId equals row.Id into rows
        from connection in rows.DefaultIfEmpty()
        select new RunItem(
            item.RunId,
            run.Action.ToString(),
            item.ConnectionId,
            person!.DisplayName ?? "",
            person.BitbucketUuid ?? "",
            item.WasSkipped,
            item.StoppedAt,
            item.SessionsEnded,
            item.SpendState.ToString(),
            item.SpentAt,
            item.ProbeState.ToString(),
            item.ProbedAt,
            item.DestroyedAt,
            item.Attempts,
            item.NextAttemptAt,
            item.AccessTokenExpiresAt,
            connection == null ? item.AccessTokenExpiresAt : connection.RefreshTokenIssuedAt);
}
