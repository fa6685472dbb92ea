using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Audit;

/// <summary>Reads records, in batches by id: constant memory, and no writer waits.</summary>
internal sealed class AuditReader(IDbContextFactory<PortalDbContext> contexts)
{
    private const int BatchSize = 1000;

    /// <returns>Null when the row of the head is gone.</returns>
    public async Task<AuditHead?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await database.AuditHeads.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Records in order, from one id to another, both included.</summary>
    public async IAsyncEnumerable<AuditEvent> ReadAsync(AuditFilter filter, long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = from;
        while (next <= to)
        {
            List<AuditEvent> batch;
            await using (var database = contexts.CreateDbContext())
            {
                batch = await filter.Find(database).AsNoTracking()
                    .Where(record => record.Id >= next && record.Id <= to)
                    .OrderBy(record => record.Id)
                    .Take(BatchSize)
                    .ToListAsync(cancellationToken);
            }

            foreach (var record in batch)
            {
                yield return record;
            }

            if (batch.Count < BatchSize)
            {
                yield break;
            }

            next = batch[^1].Id + 1;
        }
    }

    /// <summary>The newest first, below one id.</summary>
    public async Task<IReadOnlyList<AuditEvent>> ReadNewestAsync(AuditFilter filter, long before, int count, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await filter.Find(database).AsNoTracking()
            .Where(record => record.Id < before)
            .OrderByDescending(record => record.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
    }

    /// <returns>The hash of one record; null when it is not there or has none.</returns>
    public async Task<byte[]?> ReadHashAsync(long id, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await database.AuditEvents.Where(record => record.Id == id).Select(record => record.Hash).SingleOrDefaultAsync(cancellationToken);
    }

    /// <returns>The first record of a day or after it; null when there is none.</returns>
    public async Task<long?> FindFirstSinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await database.AuditEvents.Where(record => record.At >= since).MinAsync(record => (long?)record.Id, cancellationToken);
    }

    /// <returns>The first record behind the end that the head tells, both read at one moment; null when there is none.</returns>
    public async Task<long?> FindBeyondHeadAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await database.AuditEvents
            .Where(record => record.Id > database.AuditHeads.Max(head => head.Sequence))
            .MinAsync(record => (long?)record.Id, cancellationToken);
    }

    public async Task<long> CountBeforeChainAsync(long startsAfter, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await database.AuditEvents.LongCountAsync(record => record.Id <= startsAfter, cancellationToken);
    }
}
