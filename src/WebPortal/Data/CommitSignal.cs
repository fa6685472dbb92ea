using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WebPortal.Data;

/// <summary>Tells this process which audit records a transaction has just committed, before the writer goes on.</summary>
/// <remarks>So a person who signs out here is out here at once; other processes hear of it through <see cref="CommitChannel"/> and by asking.</remarks>
internal sealed class CommitSignal : DbTransactionInterceptor
{
    public event Action<IReadOnlyList<AuditEvent>>? Committed;

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell(eventData.Context);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData.Context);
        return Task.CompletedTask;
    }

    private void Tell(DbContext? context)
    {
        AuditEvent[] records = [.. context?.ChangeTracker.Entries<AuditEvent>().Select(entry => entry.Entity) ?? []];
        if (records.Length > 0)
        {
            Committed?.Invoke(records);
        }
    }
}
