using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Replaces the token set of a connection: once, whoever and however many ask, and whether or not they still wait.</summary>
/// <remarks>
/// 1. Callers in this process join one task per connection and generation; it runs on its own, so a browser that leaves harms nobody.
/// 2. The task claims the lease in the row. That write also proves that the store can be written before the old token is spent.
/// 3. Whoever does not get the lease waits for the row to move on and reads it again.
/// 4. The holder calls the token endpoint with the sealed refresh token.
/// 5. The new pair is saved in one write, fenced by lease and generation, before anybody uses it; a write that fails is tried again.
/// 6. A refusal condemns only the generation that was sent; a passing fault sets the next try.
/// </remarks>
internal sealed partial class ConnectionRefresher(
    IDbContextFactory<PortalDbContext> contexts,
    TokenEndpointClient tokenEndpoint,
    RefreshRecorder recorder,
    CredentialSeal seal,
    IOptions<BitbucketOptions> bitbucket,
    TimeProvider clock,
    ILogger<ConnectionRefresher> logger)
{
    private static readonly TimeSpan LeaseReserve = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<(Guid Id, long Generation), Lazy<Task<RefreshOutcome>>> _inFlight = new();

    private TimeSpan LeaseLength => bitbucket.Value.RequestTimeout + LeaseReserve;

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
    public Task WhenIdleAsync() => Task.WhenAll(_inFlight.Values.Select(running => running.Value));

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
        var holder = Guid.NewGuid();
        while (true)
        {
            await using var database = contexts.CreateDbContext();
            var row = await database.Connections.AsNoTracking().FirstOrDefaultAsync(connection => connection.Id == connectionId);
            var now = clock.GetUtcNow();
            if (row is null || row.State is ConnectionState.Ended or ConnectionState.ReconnectNeeded or ConnectionState.Suspended)
            {
                return new RefreshOutcome.ReconsentRequired();
            }

            if (row.Generation != generation)
            {
                return new RefreshOutcome.Refreshed();
            }

            if (row.NextRefreshAt is { } next && next > now)
            {
                return new RefreshOutcome.TemporarilyUnavailable(next - now);
            }

            // A seal that does not open changes nothing in the row: with the right keys back it opens again.
            var refreshToken = seal.UnsealRefreshToken(row);
            if (refreshToken is null && row.SealedRefreshToken is not null)
            {
                return new RefreshOutcome.ReconsentRequired();
            }

            if (await RefreshLease.TryClaimAsync(database, row, holder, now, LeaseLength, CancellationToken.None))
            {
                return await RefreshWithLeaseAsync(row, holder, refreshToken);
            }

            await Task.Delay(PollInterval, clock);
        }
    }

    private async Task<RefreshOutcome> RefreshWithLeaseAsync(Connection row, Guid holder, RefreshToken? refreshToken)
    {
        if (refreshToken is null)
        {
            return await recorder.ReconsentRequiredAsync(row, holder, "no-refresh-token");
        }

        return await tokenEndpoint.RefreshAsync(refreshToken, CancellationToken.None) switch
        {
            TokenRequestOutcome.Granted granted => await recorder.RefreshedAsync(row, holder, granted.Tokens),
            TokenRequestOutcome.Refused refused => await recorder.ReconsentRequiredAsync(row, holder, refused.ErrorCode),
            TokenRequestOutcome.Unavailable unavailable => await recorder.UnavailableAsync(row, holder, unavailable.RetryAfter),
            _ => await recorder.UnavailableAsync(row, holder, null),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The refresh of connection {ConnectionId} failed with {Fault}; it will be tried again")]
        public static partial void Failed(ILogger logger, Guid connectionId, string fault);
    }
}
