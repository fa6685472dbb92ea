namespace WebPortal.Bitbucket;

/// <summary>An entry of <c>/user/workspaces</c>.</summary>
internal sealed record BitbucketWorkspaceAccess(BitbucketWorkspace? Workspace);
