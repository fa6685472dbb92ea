using System.Text.Json.Serialization.Metadata;

namespace WebPortal.Bitbucket;

/// <summary>The API as one credential sees it. Made anew for each call, so no credential outlives its use.</summary>
internal sealed class BitbucketApi(BitbucketApiClient client, BitbucketAddresses addresses, UpstreamCredential credential)
{
    /// <returns>A user whose <see cref="BitbucketUser.Uuid"/> is set.</returns>
    public async Task<BitbucketResult<BitbucketUser>> GetUserAsync(CancellationToken cancellationToken)
    {
        var result = await client.ReadAsync(credential, addresses.User, BitbucketJson.Default.BitbucketUser, cancellationToken);
        return result.TryGet(out var user, out var error) && string.IsNullOrEmpty(user.Uuid)
            ? new BitbucketError(BitbucketErrorKind.Invalid, 200)
            : result;
    }

    public Task<BitbucketResult<BitbucketWorkspace>> GetWorkspaceAsync(WorkspaceSlug workspace, CancellationToken cancellationToken) =>
        client.ReadAsync(credential, addresses.Workspace(workspace), BitbucketJson.Default.BitbucketWorkspace, cancellationToken);

    /// <param name="page"><see cref="BitbucketAddresses.Workspaces"/> or a page after it.</param>
    public Task<BitbucketResult<BitbucketPage<BitbucketWorkspaceAccess>>> ReadWorkspacesPageAsync(ApiAddress page, CancellationToken cancellationToken) =>
        ReadPageAsync(page, BitbucketJson.Default.WorkspacePage, cancellationToken);

    /// <param name="page"><see cref="BitbucketAddresses.Repositories"/> or a page after it.</param>
    public Task<BitbucketResult<BitbucketPage<BitbucketRepository>>> ReadRepositoriesPageAsync(ApiAddress page, CancellationToken cancellationToken) =>
        ReadPageAsync(page, BitbucketJson.Default.RepositoryPage, cancellationToken);

    /// <param name="page"><see cref="BitbucketAddresses.Permissions"/> or a page after it.</param>
    public Task<BitbucketResult<BitbucketPage<BitbucketRepositoryPermission>>> ReadPermissionsPageAsync(ApiAddress page, CancellationToken cancellationToken) =>
        ReadPageAsync(page, BitbucketJson.Default.PermissionPage, cancellationToken);

    /// <param name="page">Branches or tags of <see cref="SourceAddresses"/>.</param>
    public Task<BitbucketResult<BitbucketPage<BitbucketRef>>> ReadRefsAsync(ApiAddress page, CancellationToken cancellationToken) =>
        ReadPageAsync(page, BitbucketJson.Default.RefPage, cancellationToken);

    public Task<BitbucketResult<BitbucketRef>> ReadRefAsync(ApiAddress address, CancellationToken cancellationToken) =>
        client.ReadAsync(credential, address, BitbucketJson.Default.BitbucketRef, cancellationToken);

    public Task<BitbucketResult<BitbucketPage<BitbucketCommit>>> ReadCommitsAsync(ApiAddress page, CancellationToken cancellationToken) =>
        ReadPageAsync(page, BitbucketJson.Default.CommitPage, cancellationToken);

    public Task<BitbucketResult<BitbucketPage<BitbucketPullRequest>>> ReadPullRequestsAsync(ApiAddress page, CancellationToken cancellationToken) =>
        ReadPageAsync(page, BitbucketJson.Default.PullRequestPage, cancellationToken);

    public Task<BitbucketResult<BitbucketPage<BitbucketTreeEntry>>> ReadEntriesAsync(ApiAddress page, CancellationToken cancellationToken) =>
        ReadPageAsync(page, BitbucketJson.Default.TreePage, cancellationToken);

    public Task<BitbucketResult<BitbucketText>> ReadTextAsync(ApiAddress file, CancellationToken cancellationToken) =>
        client.ReadTextAsync(credential, file, cancellationToken);

    private async Task<BitbucketResult<BitbucketPage<T>>> ReadPageAsync<T>(ApiAddress address, JsonTypeInfo<RawPage<T>> shape, CancellationToken cancellationToken)
        where T : class
    {
        var result = await client.ReadAsync(credential, address, shape, cancellationToken);
        if (!result.TryGet(out var raw, out var error))
        {
            return error;
        }

        if (raw.Values is null)
        {
            return new BitbucketError(BitbucketErrorKind.Invalid, 200);
        }

        // The end is a missing link by the book; an empty one has been seen and means the same.
        var next = string.IsNullOrEmpty(raw.Next) ? null : addresses.FromLink(address, raw.Next);
        BitbucketResult<BitbucketPage<T>> page =
            new BitbucketPage<T>([.. raw.Values.OfType<T>()], raw.Size, raw.PageLength, next, !string.IsNullOrEmpty(raw.Next) && next is null);
        return page with { IsNearLimit = result.IsNearLimit };
    }
}
