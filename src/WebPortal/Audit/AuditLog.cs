using System.Text;
using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Audit;

/// <summary>Writes security events into the caller's transaction, so that the event and what it records are saved together or not at all.</summary>
/// <remarks>
/// Writers take the lock on the head of the chain, one after another, and hold it until they commit; so the append comes last in a transaction.
/// Records are therefore numbered in the order in which they become visible, without gaps. Readers never wait.
/// </remarks>
internal sealed class AuditLog(TimeProvider clock)
{
    private const int LongestDetail = 2000;
    private const int LongestWord = 64;

    /// <summary>Saves what the context holds, then the record. The caller has begun a transaction and commits it right after.</summary>
    public Task AppendAsync(PortalDbContext database, AuditEntry entry, CancellationToken cancellationToken) =>
        AppendAsync(database, [entry], cancellationToken);

    /// <summary>The same for several records in order.</summary>
    public async Task AppendAsync(PortalDbContext database, IReadOnlyCollection<AuditEntry> entries, CancellationToken cancellationToken)
    {
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An audit record belongs into the transaction of what it records.");
        }

        await database.SaveChangesAsync(cancellationToken);
        if (entries.Count == 0)
        {
            return;
        }

        var last = await LockHeadAsync(database, entries.Count, cancellationToken);
        var (sequence, hash) = (last.Sequence - entries.Count, last.Hash);
        foreach (var entry in entries)
        {
            var record = ToRecord(entry, ++sequence);
            record.Hash = hash = AuditChain.Hash(hash, record);
            database.AuditEvents.Add(record);
        }

        await database.SaveChangesAsync(cancellationToken);
        await database.AuditHeads.ExecuteUpdateAsync(update => update.SetProperty(head => head.Hash, hash), cancellationToken);
        await CommitChannel.AnnounceAsync(database, cancellationToken);
    }

    /// <summary>The update waits for the writer before us and then sees what he committed.</summary>
    private static async Task<AuditHead> LockHeadAsync(PortalDbContext database, int count, CancellationToken cancellationToken)
    {
        await database.AuditHeads.ExecuteUpdateAsync(update => update.SetProperty(head => head.Sequence, head => head.Sequence + count), cancellationToken);
        return await database.AuditHeads.AsNoTracking().SingleAsync(cancellationToken);
    }

    private AuditEvent ToRecord(AuditEntry entry, long sequence) => new()
    {
        Id = sequence,
        At = AuditChain.ToMicroseconds(clock.GetUtcNow()),
        Action = entry.Action,
        Outcome = Clean(entry.Outcome, LongestWord)!,
        ActorId = entry.Actor?.UserId,
        SubjectUserId = entry.SubjectUserId,
        ConnectionId = entry.ConnectionId,
        Detail = Clean(entry.Detail, LongestDetail),
        RemoteAddress = Clean(entry.Actor?.RemoteAddress, LongestWord),
    };

    /// <summary>Cut to what the column holds, and free of what a database would refuse or store differently (NUL, half a surrogate pair).</summary>
    private static string? Clean(string? text, int longest)
    {
        if (text is null)
        {
            return null;
        }

        var cut = text.Length > longest ? text[..longest] : text;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut.Replace("\0", "", StringComparison.Ordinal)));
    }
}
