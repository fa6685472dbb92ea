namespace WebPortal.Bitbucket;

/// <summary>An entry of <c>/user/workspaces/{workspace}/permissions/repositories</c>.</summary>
internal sealed record BitbucketRepositoryPermission(string? Permission, BitbucketRepositoryPermission.RepositoryReference? Repository)
{
    /// <summary>The repository it is about.</summary>
    internal sealed record RepositoryReference(string? Uuid, string? FullName);
}
