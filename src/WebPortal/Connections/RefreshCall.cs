using WebPortal.Bitbucket;

namespace WebPortal.Connections;

/// <summary>What the holder of a lease does with it: one call to the token endpoint, and one write of what came of it.</summary>
internal sealed partial class RefreshCall(
    TokenEndpointClient tokenEndpoint,
    LeaseKeeper leases,
    RefreshSaver saver,
    RefreshRecorder recorder,
    RefusalJudge judge,
    ClientStandingStore standings,
    CredentialSeal seal,
    ILogger<RefreshCall> logger)
{
    public Task<RefreshOutcome> RunAsync(RefreshAttempt attempt) => attempt.Sent is { } token
        ? leases.KeepWhileAsync(attempt.Row, attempt.Holder, () => SendAsync(attempt, token), CancellationToken.None)
        : recorder.ReconsentRequiredAsync(attempt.Row, attempt.Holder, StateReasons.NoRefreshToken);

    private async Task<RefreshOutcome> SendAsync(RefreshAttempt attempt, RefreshToken token) =>
        await tokenEndpoint.RefreshAsync(token, CancellationToken.None) switch
        {
            TokenRequestOutcome.Granted granted => await SaveAsync(attempt, granted.Tokens),
            TokenRequestOutcome.Refused refused => await InterpretAsync(attempt, refused.ErrorCode),
            TokenRequestOutcome.Unavailable unavailable => await RetryAsync(attempt, unavailable),
            _ => await recorder.UnavailableAsync(attempt, null, StateReasons.UnusableAnswer),
        };

    private async Task<RefreshOutcome> SaveAsync(RefreshAttempt attempt, TokenSet tokens)
    {
        var saved = await saver.SaveAsync(attempt, tokens, CancellationToken.None);
        if (saved && attempt.MayBeLockedOut)
        {
            await standings.MarkGrantedAsync(CancellationToken.None);
        }

        return saved ? new RefreshOutcome.Refreshed() : new RefreshOutcome.Superseded();
    }

    private Task<RefreshOutcome> RetryAsync(RefreshAttempt attempt, TokenRequestOutcome.Unavailable unavailable) =>
        recorder.UnavailableAsync(attempt, unavailable.RetryAfter, unavailable.Status == 429 ? StateReasons.RateLimited : StateReasons.Unavailable);

    private async Task<RefreshOutcome> InterpretAsync(RefreshAttempt attempt, string code)
    {
        switch (await judge.JudgeAsync(code, CancellationToken.None))
        {
            case RefusalMeaning.GrantIsDead:
                return await TryFormerAsync(attempt, code);
            case RefusalMeaning.ClientIsRefused:
                await leases.ReleaseAsync(attempt.Row, attempt.Holder, CancellationToken.None);
                return new RefreshOutcome.TemporarilyUnavailable(ClientStandingStore.ProbeInterval);
            case RefusalMeaning.ClientMayBeLockedOut lockOut:
                return await recorder.LockedOutAsync(attempt, lockOut.For);
            default:
                return await recorder.UnavailableAsync(attempt, null, code);
        }
    }

    /// <summary>Before a generation is condemned, the one before it is tried once while Bitbucket may still take it; those are other bytes.</summary>
    private async Task<RefreshOutcome> TryFormerAsync(RefreshAttempt attempt, string code)
    {
        if (!(attempt.Row.FormerRefreshTokenEndsAt > attempt.ClaimedAt) || seal.UnsealFormerRefreshToken(attempt.Row) is not { } former)
        {
            return await recorder.RefusedAsync(attempt, code);
        }

        Log.FormerTried(logger, attempt.Row.Id, attempt.Row.Generation);
        return await tokenEndpoint.RefreshAsync(former, CancellationToken.None) switch
        {
            TokenRequestOutcome.Granted granted => await SaveAsync(attempt with { SealedFormer = null }, granted.Tokens),
            TokenRequestOutcome.Unavailable unavailable => await RetryAsync(attempt, unavailable),
            _ => await recorder.RefusedAsync(attempt, code),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Generation {Generation} of connection {ConnectionId} was refused; the one before it is tried")]
        public static partial void FormerTried(ILogger logger, Guid connectionId, long generation);
    }
}
