using WebPortal.Bitbucket;

namespace WebPortal.Repositories;

/// <summary>Reads what the person may do in each repository, when somebody asks for it: a call for each hundred, which the hourly limit of repositories does not count.</summary>
internal sealed class PermissionReader(RepositorySource source, BitbucketAddresses addresses, CatalogCalls calls, CatalogLimits limits, TimeProvider clock, Guid connectionId)
{
    /// <returns>The snapshot with the permissions that could be read.</returns>
    public async Task<CatalogSnapshot> ReadAsync(CatalogSnapshot snapshot, CancellationToken cancellationToken)
    {
        var results = await Task.WhenAll(snapshot.Workspaces.Select(shelf => ReadAsync(shelf, cancellationToken)));
        var failure = results.Select(result => result.Failure).FirstOrDefault(found => found is not null);
        var isSomethingRead = results.Length == 0 || results.Any(result => result.Failure is null);
        return new CatalogSnapshot([.. results.Select(result => result.Shelf)])
        {
            WorkspacesReadAt = snapshot.WorkspacesReadAt,
            ListFailure = snapshot.ListFailure,
            FinishedAt = snapshot.FinishedAt,
            IsBeingRead = snapshot.IsBeingRead,
            HoldUntil = calls.HoldUntil,
            PermissionsReadAt = isSomethingRead ? clock.GetUtcNow() : snapshot.PermissionsReadAt,
            PermissionsFailure = failure,
        };
    }

    private async Task<(WorkspaceShelf Shelf, CatalogFailure? Failure)> ReadAsync(WorkspaceShelf shelf, CancellationToken cancellationToken)
    {
        if (shelf.Repositories.Count == 0 || !WorkspaceSlug.TryParse(shelf.Slug, out var workspace))
        {
            return (shelf, null);
        }

        var walk = new PageWalk<BitbucketRepositoryPermission>(
            (page, token) => calls.RunAsync(() => source.ReadPermissionsPageAsync(connectionId, page, token), token), limits.Walk, clock);
        var outcome = await walk.RunAsync(addresses.Permissions(workspace), cancellationToken);
        var known = new Dictionary<object, RepositoryPermission>();
        foreach (var entry in outcome.Items)
        {
            if (Read(entry.Permission) is { } permission && KeyOf(entry.Repository) is { } key)
            {
                known[key] = permission;
            }
        }

        var items = RepositoryMerge.Into(shelf.Repositories, shelf.Repositories.Select(item => With(item, known)));
        return (shelf with { Repositories = items }, CatalogFailure.Of(outcome, null, limits, clock.GetUtcNow()));
    }

    private static RepositoryItem With(RepositoryItem item, Dictionary<object, RepositoryPermission> known)
    {
        var isTold = (item.Uuid is { } uuid && known.TryGetValue(uuid, out var permission)) || known.TryGetValue(item.FullName, out permission);
        return !isTold || item.Permission == permission ? item : item with { Permission = permission };
    }

    private static object? KeyOf(BitbucketRepositoryPermission.RepositoryReference? repository) =>
        Guid.TryParseExact(repository?.Uuid, "B", out var uuid) ? uuid : repository?.FullName;

    private static RepositoryPermission? Read(string? text) => text switch
    {
        "admin" => RepositoryPermission.Admin,
        "write" => RepositoryPermission.Write,
        "read" => RepositoryPermission.Read,
        _ => null,
    };
}
