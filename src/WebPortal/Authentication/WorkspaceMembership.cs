using WebPortal.Bitbucket;

namespace WebPortal.Authentication;

/// <summary>Decides whether a person belongs to one of the allowed workspaces, by asking Bitbucket in their own name.</summary>
internal sealed class WorkspaceMembership(BitbucketApiClient client, BitbucketAddresses addresses, AccessSettings settings, TimeProvider clock)
{
    /// <returns>Null when the person may sign in.</returns>
    public async Task<SignInProblem?> FindProblemAsync(AccessToken accessToken, CancellationToken cancellationToken)
    {
        if (settings.Current.AllowedWorkspaces.Count == 0)
        {
            return null;
        }

        var reading = await ReadAsync(client.For(accessToken).ReadWorkspacesPageAsync, cancellationToken);
        return reading.IsMember ? null
            : reading.IsComplete ? SignInProblem.NotAMember
            : reading.Error?.Kind is BitbucketErrorKind.MissingScope ? SignInProblem.AccountScopeMissing
            : SignInProblem.Unavailable;
    }

    /// <summary>Reads all workspaces of whoever <paramref name="readPageAsync"/> asks as.</summary>
    public async Task<MembershipReading> ReadAsync(
        Func<ApiAddress, CancellationToken, Task<BitbucketResult<BitbucketPage<BitbucketWorkspaceAccess>>>> readPageAsync, CancellationToken cancellationToken)
    {
        var allowed = settings.Current.AllowedWorkspaces;
        var walk = new PageWalk<BitbucketWorkspaceAccess>(readPageAsync, PageWalkLimits.Default, clock);
        var outcome = await walk.RunAsync(addresses.Workspaces, cancellationToken);
        var slugs = outcome.Items.Select(access => access.Workspace?.Slug).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new MembershipReading(slugs, allowed.Count == 0 || slugs.Any(allowed.Contains), outcome.IsComplete, outcome.Error);
    }
}
