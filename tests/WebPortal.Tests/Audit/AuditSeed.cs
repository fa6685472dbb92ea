using WebPortal.Audit;
using WebPortal.Tests.Infrastructure;

namespace WebPortal.Tests.Audit;

/// <summary>Fills the log with records that use every field.</summary>
internal static class AuditSeed
{
    public static async Task AppendAsync(PortalParts parts, int count, CancellationToken cancellationToken)
    {
        var actor = new AuditActor(Guid.NewGuid(), "192.0.2.1");
        var entries = Enumerable.Range(1, count).Select(number => new AuditEntry(
            number % 3 == 0 ? AuditActions.Revoke : AuditActions.SignOut, AuditEntry.Done, actor, Guid.NewGuid(), Guid.NewGuid(), $"Füße 🦊 {number}"));
        await using var database = parts.Open();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await parts.Get<AuditLog>().AppendAsync(database, [.. entries], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
