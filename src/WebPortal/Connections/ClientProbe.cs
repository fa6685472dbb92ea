using WebPortal.Bitbucket;

namespace WebPortal.Connections;

/// <summary>Asks Bitbucket whether it accepts the portal's client, which its answer to a refused refresh does not tell.</summary>
/// <remarks>
/// Bitbucket says <c>unauthorized_client</c> both for a dead refresh token and for a wrong client secret. An authorization-code request with a made-up code
/// tells them apart: <c>invalid_grant</c> means that the client was accepted and only the code was not.
/// </remarks>
internal sealed class ClientProbe(TokenEndpointClient tokenEndpoint, ClientStandingStore standings) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private long _started;
    private ClientVerdict _last;

    /// <summary>Tells what a refusal that has just come back says about the client; raises the alarm when the client is refused.</summary>
    /// <remarks>A burst of refusals shares a probe. One that began before the refusal came back proves nothing about it and is not used.</remarks>
    public async Task<ClientVerdict> AskAsync(string refusalCode, CancellationToken cancellationToken)
    {
        var before = Interlocked.Read(ref _started);
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_started > before)
            {
                return _last;
            }

            if ((await standings.ReadAsync(cancellationToken)).WrongSince is not null)
            {
                return ClientVerdict.Refused;
            }

            Interlocked.Increment(ref _started);
            _last = ClientVerdict.Unclear;
            _last = Read(await tokenEndpoint.ProbeAsync(cancellationToken), refusalCode);
            if (_last == ClientVerdict.Refused)
            {
                await standings.MarkRefusedAsync(cancellationToken);
            }

            return _last;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>While the client is refused, lets one caller of all replicas ask again when it is time.</summary>
    /// <returns>The standing after that.</returns>
    public async Task<ClientStandingSummary> ReadStandingAsync(CancellationToken cancellationToken)
    {
        var standing = await standings.ReadAsync(cancellationToken);
        if (standing.WrongSince is null || !await standings.TryClaimProbeAsync(standing, cancellationToken))
        {
            return standing;
        }

        if (Read(await tokenEndpoint.ProbeAsync(cancellationToken), null) == ClientVerdict.Accepted)
        {
            await standings.MarkAcceptedAsync(cancellationToken);
        }

        return await standings.ReadAsync(cancellationToken);
    }

    public void Dispose() => _one.Dispose();

    /// <summary>A complaint about the request means that the client was let in, unless the refresh met the same complaint: then it may be about the client.</summary>
    private static ClientVerdict Read(TokenRequestOutcome outcome, string? refusalCode) => outcome is not TokenRequestOutcome.Refused refused
        ? ClientVerdict.Unclear
        : refused.ErrorCode switch
        {
            "invalid_grant" => ClientVerdict.Accepted,
            "invalid_request" when refusalCode != "invalid_request" => ClientVerdict.Accepted,
            "unauthorized_client" or "invalid_client" => ClientVerdict.Refused,
            _ => ClientVerdict.Unclear,
        };
}
