using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Finds out what a refused refresh means. Never guesses: what it cannot prove is unclear, and condemns nobody.</summary>
/// <remarks>
/// 1. <c>invalid_grant</c> is about the grant alone.
/// 2. <c>unauthorized_client</c>, <c>invalid_client</c> and <c>invalid_request</c> may be about the client: it is probed.
/// 3. After the replay of a rotated refresh token Bitbucket may refuse everything of the client for some minutes. A refusal in that time, with no success
///    since, is unclear.
/// 4. Any other code is not known to say anything about the grant.
/// </remarks>
internal sealed class RefusalJudge(ClientProbe probe, ClientStandingStore standings, IDatabaseClock clock)
{
    public async Task<RefusalMeaning> JudgeAsync(string code, CancellationToken cancellationToken)
    {
        if (code == "invalid_grant")
        {
            return new RefusalMeaning.GrantIsDead();
        }

        if (code is not ("unauthorized_client" or "invalid_client" or "invalid_request"))
        {
            return new RefusalMeaning.Unclear();
        }

        return await probe.AskAsync(code, cancellationToken) switch
        {
            ClientVerdict.Accepted => await JudgeOfGoodClientAsync(cancellationToken),
            ClientVerdict.Refused => new RefusalMeaning.ClientIsRefused(),
            _ => new RefusalMeaning.Unclear(),
        };
    }

    private async Task<RefusalMeaning> JudgeOfGoodClientAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        return (await standings.ReadAsync(cancellationToken)).DoubtfulUntil(now) is { } until
            ? new RefusalMeaning.ClientMayBeLockedOut(until - now)
            : new RefusalMeaning.GrantIsDead();
    }
}
