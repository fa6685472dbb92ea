using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;

namespace WebPortal.Authentication;

/// <summary>Decides whether a person belongs to one of the allowed workspaces, by asking Bitbucket with their own access token.</summary>
internal sealed class WorkspaceMembership(BitbucketApiClient client, BitbucketAddresses addresses, IOptions<AccessOptions> options, TimeProvider clock)
{
    /// <returns>Null when the person may sign in.</returns>
    public async Task<SignInProblem?> FindProblemAsync(AccessToken accessToken, CancellationToken cancellationToken)
    {
        if (options.Value.AllowedWorkspaces.Count == 0)
        {
            return null;
        }

        var walk = new PageWalk<BitbucketWorkspaceAccess>(client.For(accessToken).ReadWorkspacesPageAsync, PageWalkLimits.Default, clock);
        var workspaces = await walk.RunAsync(addresses.Workspaces, cancellationToken);
        if (workspaces.Items.Any(IsAllowed))
        {
            return null;
        }

        return workspaces.IsComplete ? SignInProblem.NotAMember
            : workspaces.Error?.Kind is BitbucketErrorKind.MissingScope ? SignInProblem.AccountScopeMissing
            : SignInProblem.Unavailable;
    }

    private bool IsAllowed(BitbucketWorkspaceAccess access) =>
        access.Workspace?.Slug is { } slug && options.Value.AllowedWorkspaces.Contains(slug, StringComparer.OrdinalIgnoreCase);
}
