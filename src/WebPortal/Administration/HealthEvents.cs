using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Finds what went wrong lately: in the audit log, among the retries, and in what revocations left.</summary>
internal sealed class HealthEvents(IDbContextFactory<PortalDbContext> contexts)
{
    private const int Latest = 10;

    /// <summary>The newest records of one action.</summary>
    public async Task<IReadOnlyList<HealthIncident>> FindAsync(string action, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var latest = database.AuditEvents.AsNoTracking().Where(record => record.Action == action).OrderByDescending(record => record.Id).Take(Latest);
        return await (
            from record in latest
            join user in database.Users on record.SubjectUserId equals user.Id into people
            from person in people.DefaultIfEmpty()
            orderby record.Id descending
            select new HealthIncident(record.Id, record.At, record.Action, person!.DisplayName, record.ConnectionId, record.Detail)).ToListAsync(cancellationToken);
    }

    /// <summary>Those that are tried again first.</summary>
    public async Task<IReadOnlyList<RetryingConnection>> FindRetryingAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await database.Connections.AsNoTracking()
            .Where(row => row.NextRefreshAt != null && row.State == ConnectionState.Retrying)
            .OrderBy(row => row.NextRefreshAt)
            .Take(Latest)
            .Select(row => new RetryingConnection(row.Id, row.Owner!.DisplayName, row.StateReason, row.FailedRefreshes, row.NextRefreshAt))
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<RunLeftover>> FindLeftoversAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var failed = database.RevocationItems.Where(item => item.SpendState == RevocationStepState.Failed)
            .GroupBy(item => item.RunId).Select(group => new { RunId = group.Key, Count = group.Count() });
        return await (
            from run in database.RevocationRuns
            join left in failed on run.Id equals left.RunId
            orderby run.OrderedAt descending
            select new RunLeftover(run.Id, run.OrderedAt, left.Count)).Take(Latest).ToListAsync(cancellationToken);
    }
}
