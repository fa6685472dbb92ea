using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Says in log and audit that an API token ends in 30, 7 and 1 days, once for each, and stops the use of one that has ended.</summary>
internal sealed partial class CredentialReminders(
    IDbContextFactory<PortalDbContext> contexts, RefreshRecorder recorder, AuditLog audit, IDatabaseClock clock, ILogger<CredentialReminders> logger)
{
    private const int BatchSize = 200;

    /// <summary>How many days ahead somebody is reminded, the nearest first.</summary>
    public static readonly IReadOnlyList<int> DaysAhead = [1, 7, 30];

    /// <returns>How many were reminded of or stopped.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var now = await clock.ReadAsync(database, cancellationToken);
        var soon = await Soon(database, now).AsNoTracking().ToListAsync(cancellationToken);
        foreach (var row in soon)
        {
            await (row.SecretEndsAt <= now
                ? recorder.ReconsentRequiredAsync(row, null, StateReasons.CredentialExpired)
                : RemindAsync(database, row, StepOf(row.SecretEndsAt!.Value - now), cancellationToken));
        }

        return soon.Count;
    }

    /// <summary>The nearest of the steps that a remaining time has reached; null while it is longer than all of them.</summary>
    public static int? Step(TimeSpan left) => left > TimeSpan.FromDays(DaysAhead[^1]) ? null : StepOf(left);

    private static int StepOf(TimeSpan left) => DaysAhead.First(days => left <= TimeSpan.FromDays(days));

    /// <summary>Living ones that have reached a step nobody was reminded of yet, or their end.</summary>
    private static IQueryable<Connection> Soon(PortalDbContext database, DateTimeOffset now)
    {
        var (day, week, month) = (now.AddDays(DaysAhead[0]), now.AddDays(DaysAhead[1]), now.AddDays(DaysAhead[2]));
        return database.Connections
            .Where(row => row.SecretEndsAt != null && row.EndedAt == null && row.SecretEndsAt <= month
                && (row.State == ConnectionState.Healthy || row.State == ConnectionState.Retrying)
                && (row.SecretEndsAt <= now || row.RemindedDays == null
                    || (row.SecretEndsAt <= week && row.RemindedDays > 7) || (row.SecretEndsAt <= day && row.RemindedDays > 1)))
            .OrderBy(row => row.SecretEndsAt)
            .Take(BatchSize);
    }

    /// <summary>One of the replicas writes it, by compare-and-swap on the reminder before.</summary>
    private async Task RemindAsync(PortalDbContext database, Connection row, int days, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (await database.Connections.Where(stored => stored.Id == row.Id && stored.Generation == row.Generation && stored.RemindedDays == row.RemindedDays)
            .ExecuteUpdateAsync(update => update.SetProperty(stored => stored.RemindedDays, days), cancellationToken) == 0)
        {
            return;
        }

        var detail = $"days ahead: {days}; ends: {row.SecretEndsAt:yyyy-MM-dd'T'HH:mm:ss'Z'}";
        await audit.AppendAsync(database, new AuditEntry(AuditActions.Expiring, AuditEntry.Done, SubjectUserId: row.OwnerId, ConnectionId: row.Id, Detail: detail), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.EndsSoon(logger, row.Id, days, row.SecretEndsAt!.Value);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The API token of connection {ConnectionId} ends within {Days} days, at {EndsAt}; its owner has to replace it")]
        public static partial void EndsSoon(ILogger logger, Guid connectionId, int days, DateTimeOffset endsAt);
    }
}
