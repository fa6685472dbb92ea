using WebPortal.Bitbucket;

namespace WebPortal.Connections;

/// <summary>What the holder of a lease does for a client that acts as itself: one grant, and one write of what came of it. No refresh token is kept.</summary>
internal sealed class ClientGrantCall(TokenEndpointClient tokenEndpoint, LeaseKeeper leases, RefreshSaver saver, RefreshRecorder recorder, CredentialSeal seal)
{
    public Task<RefreshOutcome> RunAsync(RefreshAttempt attempt, CancellationToken cancellationToken) => seal.UnsealClientSecret(attempt.Row) is { } secret
        ? leases.KeepWhileAsync(attempt.Row, attempt.Holder, () => SendAsync(attempt, secret, cancellationToken), cancellationToken)
        : recorder.ReconsentRequiredAsync(attempt.Row, attempt.Holder, StateReasons.ClientRefused);

    private async Task<RefreshOutcome> SendAsync(RefreshAttempt attempt, ClientSecret secret, CancellationToken cancellationToken) =>
        await tokenEndpoint.GrantAsync(attempt.Row.AccountName!, secret, attempt.Row.RequestedScope, cancellationToken) switch
        {
            TokenRequestOutcome.Granted granted => await saver.SaveAsync(attempt, granted.Tokens with { RefreshToken = null }, cancellationToken)
                ? new RefreshOutcome.Refreshed() : new RefreshOutcome.Superseded(),
            TokenRequestOutcome.Refused refused when ReasonOf(refused.ErrorCode) is { } reason =>
                await recorder.ReconsentRequiredAsync(attempt.Row, attempt.Holder, reason),
            TokenRequestOutcome.Refused refused => await recorder.UnavailableAsync(attempt, null, refused.ErrorCode),
            TokenRequestOutcome.Unavailable unavailable => await recorder.UnavailableAsync(
                attempt, unavailable.RetryAfter, unavailable.Status == 429 ? StateReasons.RateLimited : StateReasons.Unavailable),
            _ => await recorder.UnavailableAsync(attempt, null, StateReasons.UnusableAnswer),
        };

    /// <returns>What is wrong with the client; null for a refusal that says nothing about it.</returns>
    private static string? ReasonOf(string code) => code switch
    {
        "unauthorized_client" or "invalid_client" => StateReasons.ClientRefused,
        "invalid_grant" => StateReasons.ClientNotPrivate,
        "invalid_request" => StateReasons.ClientWithoutCallback,
        _ => null,
    };
}
