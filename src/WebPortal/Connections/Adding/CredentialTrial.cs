using WebPortal.Bitbucket;

namespace WebPortal.Connections.Adding;

/// <summary>Tries a credential against Bitbucket before it is stored: one attempt for each click, so that a mistyped one locks nobody out.</summary>
internal sealed class CredentialTrial(BitbucketApiClient client, BitbucketAddresses addresses, TokenEndpointClient tokenEndpoint, TimeProvider clock)
{
    /// <summary>Asks who the credential belongs to.</summary>
    /// <param name="ownerUuid">Whose it has to be.</param>
    /// <returns>The scopes Bitbucket named, when it did; or what is wrong.</returns>
    public async Task<TrialOutcome> TryAccountAsync(UpstreamCredential credential, string ownerUuid, CancellationToken cancellationToken)
    {
        var result = await client.For(credential).GetUserAsync(cancellationToken);
        return !result.TryGet(out var user, out var error) ? TrialOutcome.Of(error)
            : user.Uuid != ownerUuid ? new TrialOutcome(AdditionProblem.SomebodyElse)
            : new TrialOutcome(null) { GrantedScope = result.GrantedScope };
    }

    /// <summary>Fetches a token for the client and looks whether it opens the workspace.</summary>
    public async Task<TrialOutcome> TryClientAsync(string clientId, ClientSecret secret, string scopes, WorkspaceSlug workspace, CancellationToken cancellationToken) =>
        await tokenEndpoint.GrantAsync(clientId, secret, scopes, cancellationToken) switch
        {
            TokenRequestOutcome.Granted granted => await TryWorkspaceAsync(granted.Tokens, workspace, cancellationToken),
            TokenRequestOutcome.Refused refused => new TrialOutcome(ProblemOf(refused.ErrorCode)),
            TokenRequestOutcome.Unavailable { Status: 429 } => new TrialOutcome(AdditionProblem.RateLimited),
            TokenRequestOutcome.Unavailable => new TrialOutcome(AdditionProblem.Unavailable),
            _ => new TrialOutcome(AdditionProblem.UnusableAnswer),
        };

    private async Task<TrialOutcome> TryWorkspaceAsync(TokenSet tokens, WorkspaceSlug workspace, CancellationToken cancellationToken)
    {
        var api = client.For(tokens.AccessToken);
        var walk = new PageWalk<BitbucketWorkspaceAccess>(api.ReadWorkspacesPageAsync, PageWalkLimits.Default, clock);
        var outcome = await walk.RunAsync(addresses.Workspaces, cancellationToken);
        var isIn = outcome.Items.Any(access => string.Equals(access.Workspace?.Slug, workspace.Value, StringComparison.OrdinalIgnoreCase));
        return isIn ? new TrialOutcome(null) { Tokens = tokens, GrantedScope = tokens.GrantedScope }
            : outcome.IsComplete ? new TrialOutcome(AdditionProblem.WrongWorkspace)
            : outcome.Error is { } error ? TrialOutcome.Of(error) : new TrialOutcome(AdditionProblem.UnusableAnswer);
    }

    private static AdditionProblem ProblemOf(string code) => code switch
    {
        "unauthorized_client" or "invalid_client" => AdditionProblem.ClientRefused,
        "invalid_grant" => AdditionProblem.ClientNotPrivate,
        "invalid_request" => AdditionProblem.ClientWithoutCallback,
        _ => AdditionProblem.ClientRefusedOtherwise,
    };
}
