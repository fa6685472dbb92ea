using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>The optional steps of a revocation at Bitbucket. Use was stopped before, so nothing here is in a hurry and nothing here can undo that.</summary>
/// <remarks>
/// 1. Claim an item that is due by compare-and-swap on its number of tries; a process that dies lets go of it by time.
/// 2. Spend the refresh token at the pace of the background. The new pair is dropped in memory: it is never sealed, never stored, never used.
/// 3. Ask Bitbucket with the last access token; it is dead when Bitbucket refuses it, or by its own end.
/// 4. Record what came of it. What a step no longer needs is destroyed with its record.
/// </remarks>
internal sealed class RevocationSteps(
    IDbContextFactory<PortalDbContext> contexts,
    RevocationStepStore store,
    CredentialSeal seal,
    TokenEndpointClient tokenEndpoint,
    TokenEndpointPace pace,
    RefusalJudge judge,
    BitbucketApiClient client,
    IOptions<BitbucketOptions> bitbucket,
    IDatabaseClock clock)
{
    private const int Taken = 100;
    private const int AtOnce = 4;
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(1);

    /// <summary>Tries what is due, and completes runs of which nothing is left.</summary>
    /// <returns>How many connections were due.</returns>
    public async Task<int> TakeDueAsync(CancellationToken cancellationToken)
    {
        var due = await FindDueAsync(cancellationToken);
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (item, cancel) => await TryAsync(item, cancel));
        await store.CompleteRunsAsync(cancellationToken);
        return due.Count;
    }

    private async Task<List<RevocationItem>> FindDueAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var now = await clock.ReadAsync(database, cancellationToken);
        return await database.RevocationItems.AsNoTracking().Where(item => item.NextAttemptAt <= now)
            .OrderBy(item => item.NextAttemptAt).Take(Taken).ToListAsync(cancellationToken);
    }

    private async Task TryAsync(RevocationItem item, CancellationToken cancellationToken)
    {
        // Two calls may both take their whole time, and a turn may be long in coming.
        var lapsesAt = clock.Now + (2 * bitbucket.Value.RequestTimeout) + Reserve;
        if (await store.TryClaimAsync(item, lapsesAt, cancellationToken) is not { } connection)
        {
            return;
        }

        var attempt = new RevocationAttempt(item.Attempts + 1, item.SpendState, item.ProbeState, null);
        attempt = await SpendAsync(attempt, connection, cancellationToken);
        attempt = await ProbeAsync(attempt, connection, cancellationToken);
        await store.RecordAsync(item, attempt, cancellationToken);
    }

    private async Task<RevocationAttempt> SpendAsync(RevocationAttempt attempt, Connection connection, CancellationToken cancellationToken)
    {
        if (attempt.Spend != RevocationStepState.Pending)
        {
            return attempt;
        }

        if (seal.UnsealRefreshToken(connection) is not { } refreshToken)
        {
            return attempt with { Spend = RevocationStepState.Failed };
        }

        await pace.WaitAsync(cancellationToken);
        return await tokenEndpoint.RefreshAsync(refreshToken, cancellationToken) switch
        {
            TokenRequestOutcome.Granted => attempt with { Spend = RevocationStepState.Done },
            TokenRequestOutcome.Refused refused => await RefusedAsync(attempt, refused.ErrorCode, cancellationToken),
            TokenRequestOutcome.Unavailable unavailable => attempt.Unspent(unavailable.RetryAfter),
            _ => attempt.Unspent(),
        };
    }

    /// <summary>Only a refusal of the grant itself proves that it is dead; Bitbucket refuses alike when the portal's client is wrong.</summary>
    private async Task<RevocationAttempt> RefusedAsync(RevocationAttempt attempt, string code, CancellationToken cancellationToken) =>
        await judge.JudgeAsync(code, cancellationToken) switch
        {
            RefusalMeaning.GrantIsDead => attempt with { Spend = RevocationStepState.AlreadyDead },
            RefusalMeaning.ClientMayBeLockedOut locked => attempt.Unspent(locked.For),
            _ => attempt.Unspent(),
        };

    private async Task<RevocationAttempt> ProbeAsync(RevocationAttempt attempt, Connection connection, CancellationToken cancellationToken)
    {
        if (attempt.Probe != RevocationStepState.Pending)
        {
            return attempt;
        }

        if (connection.AccessTokenExpiresAt <= clock.Now)
        {
            return attempt with { Probe = RevocationStepState.Done };
        }

        if (seal.UnsealAccessToken(connection) is not { } accessToken)
        {
            return attempt;
        }

        var answer = await client.For(accessToken).GetUserAsync(cancellationToken);
        return answer.Error?.Kind == BitbucketErrorKind.Unauthorized
            ? attempt with { Probe = RevocationStepState.Done }
            : attempt.Asked(answer.Error?.RetryAfter);
    }
}
