using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Connections;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Says what an order would stop, writes it down with all its connections, and has it carried out. The caller has checked that the actor may.</summary>
internal sealed class RevocationOrders(
    IDbContextFactory<PortalDbContext> contexts, RevocationExecution execution, AuditLog audit, IDatabaseClock shared, TimeProvider clock)
{
    private const int Named = 10;

    /// <summary>A page waits this long for the stop; what takes longer is watched on the page of the run.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Changes nothing.</summary>
    public async Task<DryRun> PreviewAsync(ConnectionOrder order, Guid? actorId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var database = contexts.CreateDbContext();
        var taken = order.Taken(database, actorId, now).AsNoTracking();
        var chosen = order.Choice.Find(database, now);
        var count = await taken.CountAsync(cancellationToken);
        var own = actorId is { } person && await chosen.ThatTake(order.Kind).AnyAsync(row => row.OwnerId == person && row.Kind == ConnectionKind.AuthorizationCode, cancellationToken);
        var owners = taken.Select(row => row.OwnerId).Distinct();
        return new DryRun(
            count,
            await chosen.CountAsync(cancellationToken) - count,
            await owners.CountAsync(cancellationToken),
            await database.Sessions.CountAsync(session => session.EndedAt == null && owners.Contains(session.UserId), cancellationToken),
            await taken.MaxAsync(row => (DateTimeOffset?)row.AccessTokenExpiresAt, cancellationToken),
            IncludesOwn: own && order.Kind != RevocationAction.Suspend,
            SkipsOwn: own && order.Kind == RevocationAction.Suspend,
            await taken.OrderBy(row => row.Owner!.DisplayName).ThenBy(row => row.Id).Take(Named)
                .Select(row => new DryRun.Connection(row.Id, row.Owner!.DisplayName, row.Owner.Username, row.State.ToString()))
                .ToListAsync(cancellationToken));
    }

    /// <summary>Writes the run, its connections and the audit record in one transaction; from then on it is carried out, whatever happens to this process.</summary>
    /// <param name="order">What is ordered.</param>
    /// <param name="actor">Null when the command line gives the order.</param>
    /// <param name="confirmed">How many connections the actor has agreed to; more are not changed, unless everything was meant.</param>
    /// <param name="cancellationToken">Before the commit nothing has happened.</param>
    public async Task<OrderOutcome> OrderAsync(ConnectionOrder order, AuditActor? actor, int confirmed, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var now = await shared.ReadAsync(database, cancellationToken);
        var run = RunOf(order, actor, now);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        database.RevocationRuns.Add(run);
        await database.SaveChangesAsync(cancellationToken);
        run.Total = await RevocationItems.InsertAsync(database, run.Id, order.Taken(database, run.ActorId, now), cancellationToken);
        if (run.Total == 0 || (run.Total > confirmed && !order.Choice.IsEverything))
        {
            return new OrderOutcome(null, run.Total);
        }

        var detail = $"{RevocationWords.Run(run)}; {run.Action}; connections: {run.Total}; "
            + $"spend refresh token: {YesOrNo(run.SpendsRefreshToken)}; probe access token: {YesOrNo(run.ProbesAccessToken)}";
        await audit.AppendAsync(database, new AuditEntry(AuditActions.RunOrdered, AuditEntry.Done, actor, Detail: detail), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new OrderOutcome(run.Id, run.Total);
    }

    /// <summary>Begins to carry out the run and waits a moment for it.</summary>
    /// <returns>False when it is not done yet; it goes on.</returns>
    public async Task<bool> CarryOutAsync(Guid runId, CancellationToken cancellationToken)
    {
        try
        {
            await execution.StopAsync(runId, cancellationToken).WaitAsync(Patience, clock, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static RevocationRun RunOf(ConnectionOrder order, AuditActor? actor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Action = order.Kind,
        OrderedAt = now,
        ActorId = actor?.UserId,
        RemoteAddress = actor?.RemoteAddress,
        Selection = order.Choice.Words(),
        SpendsRefreshToken = order.IsRevocation && order.SpendsRefreshToken,
        ProbesAccessToken = order.IsRevocation && order.ProbesAccessToken,
    };

    private static string YesOrNo(bool value) => value ? "yes" : "no";
}
