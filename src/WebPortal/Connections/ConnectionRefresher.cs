using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Replaces the token set of a connection: once, whoever and however many ask, and whether or not they still wait.</summary>
/// <remarks>
/// 1. Callers in this process join one task per connection and generation; it runs on its own, so a browser that leaves harms nobody.
/// 2. The task claims the lease in the row. That write also proves that the store can be written before the old token is spent.
/// 3. Whoever does not get the lease waits for the row to move on and reads it again.
/// 4. The holder calls the token endpoint with the sealed refresh token, and renews the lease meanwhile.
/// 5. The new pair is saved in one write, fenced by generation and lease, before anybody uses it; a write that fails is tried again.
/// 6. A refusal condemns only the generation that was sent, and only when the client is proved right; a passing fault sets the next try.
/// The whole protocol, with every point at which a process may die, is explained in docs/refresh.md.
/// </remarks>
internal sealed partial class ConnectionRefresher(
    IDbContextFactory<PortalDbContext> contexts,
    RefreshCall call,
    ClientGrantCall grants,
    LeaseKeeper leases,
    AuditFeed feed,
    ClientProbe client,
    CredentialSeal seal,
    IDatabaseClock shared,
    TimeProvider clock,
    ILogger<ConnectionRefresher> logger)
{
    private const int RememberedRefreshes = 1000;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<(Guid Id, long Generation), Lazy<Task<RefreshOutcome>>> _inFlight = new();
    private readonly Channel<Guid> _refreshed = Channel.CreateBounded<Guid>(
        new BoundedChannelOptions(RememberedRefreshes) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>The ids of connections that this process has refreshed; when nobody reads, the oldest are forgotten.</summary>
    public ChannelReader<Guid> Refreshed => _refreshed.Reader;

    /// <param name="connectionId">The connection.</param>
    /// <param name="generation">The generation that the caller found expired or refused; a newer one in the row ends the matter.</param>
    /// <param name="cancellationToken">Ends only the caller's waiting, never the refresh.</param>
    public Task<RefreshOutcome> RefreshAsync(Guid connectionId, long generation, CancellationToken cancellationToken)
    {
        var key = (connectionId, generation);
        var running = _inFlight.GetOrAdd(key, static (k, self) => new(() => self.RunAsync(k)), this);
        return running.Value.WaitAsync(cancellationToken);
    }

    /// <summary>Waits until no refresh is in flight in this process.</summary>
    public async Task WhenIdleAsync()
    {
        while (_inFlight.Values.Select(running => running.Value).ToList() is { Count: > 0 } running)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task<RefreshOutcome> RunAsync((Guid Id, long Generation) key)
    {
        // Leaves the caller's stack and context, so that nothing of his request is captured.
        await Task.Yield();
        try
        {
            return await RefreshOnceAsync(key.Id, key.Generation);
        }
        catch (Exception fault)
        {
            Log.Failed(logger, key.Id, fault.GetType().Name);
            return new RefreshOutcome.TemporarilyUnavailable(RefreshRecorder.FirstDelay);
        }
        finally
        {
            _inFlight.TryRemove(key, out _);
        }
    }

    private async Task<RefreshOutcome> RefreshOnceAsync(Guid connectionId, long generation)
    {
        while (true)
        {
            var row = await ReadAsync(connectionId);
            if (Settled(row, generation) is { } settled)
            {
                return settled;
            }

            var outcome = await TryRefreshAsync(row!);
            if (outcome is RefreshOutcome.Refreshed)
            {
                _refreshed.Writer.TryWrite(connectionId);
            }

            if (outcome is not (null or RefreshOutcome.Superseded))
            {
                return outcome;
            }

            // Somebody else holds the lease, or was newer: the row says what came of it.
            await Task.Delay(outcome is null ? PollInterval : TimeSpan.Zero, clock);
        }
    }

    private async Task<Connection?> ReadAsync(Guid connectionId)
    {
        await using var database = contexts.CreateDbContext();
        return await database.Connections.AsNoTracking().FirstOrDefaultAsync(connection => connection.Id == connectionId);
    }

    /// <returns>What the row says already; null when a refresh is due or somebody's lease is still to be awaited.</returns>
    private RefreshOutcome? Settled(Connection? row, long generation)
    {
        // Nothing renews an API token or app password but the person.
        if (row is null || row.State is ConnectionState.Ended or ConnectionState.ReconnectNeeded or ConnectionState.Suspended || row.Kind.IsAccountSecret())
        {
            return new RefreshOutcome.ReconsentRequired();
        }

        if (row.Generation != generation)
        {
            return new RefreshOutcome.Refreshed();
        }

        return row.LeaseOwner is null && row.NextRefreshAt is { } next && next - shared.Now is { Ticks: > 0 } wait
            ? new RefreshOutcome.TemporarilyUnavailable(wait) : null;
    }

    /// <returns>Null when somebody else holds the lease.</returns>
    private async Task<RefreshOutcome?> TryRefreshAsync(Connection row)
    {
        if (row.LeaseExpiresAt >= shared.Now || MayStillBeHeld(row))
        {
            return null;
        }

        // A seal that does not open changes nothing in the row: with the right keys back it opens again.
        var token = seal.UnsealRefreshToken(row);
        if (token is null && row.SealedRefreshToken is not null)
        {
            return new RefreshOutcome.ReconsentRequired();
        }

        if (row.Kind == ConnectionKind.ClientCredentials)
        {
            return await TryGrantAsync(row);
        }

        var standing = await client.ReadStandingAsync(CancellationToken.None);
        if (standing.WrongSince is not null)
        {
            var wait = standing.NextProbeAt - shared.Now;
            return new RefreshOutcome.TemporarilyUnavailable(wait > TimeSpan.Zero ? wait.Value : RefreshRecorder.FirstDelay);
        }

        var (holder, former) = (Guid.NewGuid(), token is null ? null : seal.SealFormer(row, token));
        return await ClaimAsync(row, holder) is { } claimedAt
            ? await call.RunAsync(new RefreshAttempt(row, holder, claimedAt, token, former, standing.DoubtfulUntil(claimedAt) is not null)) : null;
    }

    /// <summary>A client of its own does not depend on how the portal's client stands.</summary>
    private async Task<RefreshOutcome?> TryGrantAsync(Connection row)
    {
        if (seal.UnsealClientSecret(row) is null)
        {
            return new RefreshOutcome.ReconsentRequired();
        }

        var holder = Guid.NewGuid();
        return await ClaimAsync(row, holder) is { } claimedAt ? await grants.RunAsync(new RefreshAttempt(row, holder, claimedAt, null, null, false), CancellationToken.None) : null;
    }

    /// <summary>
    /// A lease that ran out while the store was away says nothing about its holder: he may live, with the answer in hand, about to save it or to renew his lease.
    /// Sending the same token again would be needless, and without Bitbucket's grace the end of both. So he gets the time of one lease first.
    /// </summary>
    private bool MayStillBeHeld(Connection row) => row.LeaseOwner is not null && feed.InSightAgainFor < leases.Length;

    private async Task<DateTimeOffset?> ClaimAsync(Connection row, Guid holder)
    {
        await using var database = contexts.CreateDbContext();
        return await leases.TryClaimAsync(database, row, holder, CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The refresh of connection {ConnectionId} failed with {Fault}; it will be tried again")]
        public static partial void Failed(ILogger logger, Guid connectionId, string fault);
    }
}
