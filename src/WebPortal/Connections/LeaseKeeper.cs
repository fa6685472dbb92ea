using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Claims leases and renews them while their holders work.</summary>
internal sealed partial class LeaseKeeper(
    IDbContextFactory<PortalDbContext> contexts,
    IOptions<BitbucketOptions> bitbucket,
    IDatabaseClock shared,
    TimeProvider clock,
    ILogger<LeaseKeeper> logger)
{
    public TimeSpan Length => RefreshLease.LengthFor(bitbucket.Value.RequestTimeout);

    /// <returns>When the lease was claimed; null when somebody else was quicker.</returns>
    public async Task<DateTimeOffset?> TryClaimAsync(PortalDbContext database, Connection row, Guid holder, CancellationToken cancellationToken)
    {
        var now = await shared.ReadAsync(database, cancellationToken);
        return await RefreshLease.TryClaimAsync(database, row, holder, now, Length, cancellationToken) ? now : null;
    }

    /// <summary>Runs <paramref name="work"/> and renews the lease three times in its length until the work is done or the holder is fenced off.</summary>
    public async Task<T> KeepWhileAsync<T>(Connection row, Guid holder, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewal = RenewAsync(row, holder, done.Token);
        try
        {
            return await work();
        }
        finally
        {
            await done.CancelAsync();
            await renewal;
        }
    }

    public async Task ReleaseAsync(Connection row, Guid holder, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        await RefreshLease.ReleaseAsync(database, row, holder, cancellationToken);
    }

    private async Task RenewAsync(Connection row, Guid holder, CancellationToken done)
    {
        using var timer = new PeriodicTimer(Length / 3, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(done) && await TryRenewAsync(row, holder, done))
            {
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The work is done; what came of it stands in the row.
        }
    }

    private async Task<bool> TryRenewAsync(Connection row, Guid holder, CancellationToken done)
    {
        try
        {
            await using var database = contexts.CreateDbContext();
            var now = await shared.ReadAsync(database, done);
            return await RefreshLease.TryRenewAsync(database, row, holder, now, Length, done);
        }
        catch (Exception fault) when (!done.IsCancellationRequested)
        {
            // The store is away for the moment; whether the lease still stands is seen at the next turn, and at the save.
            Log.NotRenewed(logger, row.Id, fault.GetType().Name);
            return true;
        }
        catch (Exception) when (done.IsCancellationRequested)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The lease on connection {ConnectionId} could not be renewed ({Fault}); trying again")]
        public static partial void NotRenewed(ILogger logger, Guid connectionId, string fault);
    }
}
