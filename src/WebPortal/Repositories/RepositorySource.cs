using WebPortal.Bitbucket;
using WebPortal.Connections;

namespace WebPortal.Repositories;

/// <summary>The questions the catalog asks about a connection.</summary>
internal sealed record RepositorySource(
    Func<Guid, CancellationToken, Task<bool>> IsUsableAsync,
    Func<Guid, ApiAddress, CancellationToken, Task<BitbucketResult<BitbucketPage<BitbucketWorkspaceAccess>>>> ReadWorkspacesPageAsync,
    Func<Guid, ApiAddress, CancellationToken, Task<BitbucketResult<BitbucketPage<BitbucketRepository>>>> ReadRepositoriesPageAsync,
    Func<Guid, WorkspaceSlug, CancellationToken, Task<BitbucketResult<BitbucketWorkspace>>> GetWorkspaceAsync)
{
    /// <summary>Without it nobody knows permissions.</summary>
    public Func<Guid, ApiAddress, CancellationToken, Task<BitbucketResult<BitbucketPage<BitbucketRepositoryPermission>>>> ReadPermissionsPageAsync { get; init; } =
        (_, _, _) => Task.FromResult<BitbucketResult<BitbucketPage<BitbucketRepositoryPermission>>>(new BitbucketError(BitbucketErrorKind.NotFound));

    public static RepositorySource Over(ConnectionAccess connections) => new(
        connections.IsUsableAsync,
        (id, page, cancellationToken) => connections.RunAsync(id, (api, token) => api.ReadWorkspacesPageAsync(page, token), cancellationToken),
        (id, page, cancellationToken) => connections.RunAsync(id, (api, token) => api.ReadRepositoriesPageAsync(page, token), cancellationToken),
        (id, workspace, cancellationToken) => connections.RunAsync(id, (api, token) => api.GetWorkspaceAsync(workspace, token), cancellationToken))
    {
        ReadPermissionsPageAsync = (id, page, cancellationToken) => connections.RunAsync(id, (api, token) => api.ReadPermissionsPageAsync(page, token), cancellationToken),
    };
}
