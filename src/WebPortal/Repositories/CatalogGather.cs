using WebPortal.Bitbucket;

namespace WebPortal.Repositories;

/// <summary>One reading of what a connection opens: the workspaces, then the repositories of each that is due. One failing workspace never empties the rest.</summary>
/// <remarks>
/// 1. Read the list of workspaces when it is due; a failed list leaves the known workspaces in place.
/// 2. Start from what was known: shelves of vanished workspaces go, new ones come unread.
/// 3. Read the due workspaces side by side and publish after each, so that a first view can show what is there. All of them begin together:
///    calls wait in order, so the first page of each is read before the further pages of any.
/// 4. Hand back the end.
/// </remarks>
/// <param name="isWished">A person asked for newer data.</param>
internal sealed class CatalogGather(
    WorkspaceReader reader, CatalogCalls calls, CatalogLimits limits, TimeProvider clock, CatalogSnapshot older, bool isWished, Action<CatalogSnapshot> publish)
{
    private readonly Lock guard = new();
    private WorkspaceShelf[] shelves = [.. older.Workspaces];
    private CatalogFailure? listFailure = older.ListFailure;
    private DateTimeOffset? workspacesReadAt = older.WorkspacesReadAt;

    /// <returns>The end; not yet published.</returns>
    public async Task<CatalogSnapshot> RunAsync(DateTimeOffset staleBefore, CancellationToken cancellationToken)
    {
        if (older.IsListDue(clock.GetUtcNow(), staleBefore))
        {
            await ReadWorkspacesAsync(cancellationToken);
        }

        if (listFailure is not { EndsAccess: true })
        {
            await ReadRepositoriesAsync(staleBefore, cancellationToken);
        }

        return Snapshot(clock.GetUtcNow());
    }

    private async Task ReadWorkspacesAsync(CancellationToken cancellationToken)
    {
        var outcome = await reader.ReadWorkspacesAsync(cancellationToken);
        var now = clock.GetUtcNow();
        listFailure = CatalogFailure.Of(outcome, older.ListFailure, limits, now);
        if (listFailure is { EndsAccess: true })
        {
            shelves = [];
            workspacesReadAt = null;
            return;
        }

        var found = Found(outcome);
        if (listFailure is null && found.Contains(null))
        {
            listFailure = new CatalogFailure(FailureReason.UnreadableEntries, now + limits.LongRest, []);
        }

        var known = older.Workspaces.ToDictionary(shelf => shelf.Slug, StringComparer.OrdinalIgnoreCase);
        var named = found.OfType<WorkspaceShelf>().Select(shelf => known.GetValueOrDefault(shelf.Slug) ?? shelf);

        // A list that broke off says nothing about workspaces it did not come to.
        shelves = [.. (outcome.IsComplete ? named : named.Concat(older.Workspaces)).DistinctBy(shelf => shelf.Slug, StringComparer.OrdinalIgnoreCase)];
        workspacesReadAt = outcome.IsComplete ? now : workspacesReadAt;
        publish(Snapshot(finishedAt: null));
    }

    /// <returns>Unread shelves; null stands for an entry without a usable name.</returns>
    private static List<WorkspaceShelf?> Found(PageWalkOutcome<BitbucketWorkspaceAccess> outcome) =>
    [
        .. outcome.Items.Select(access => WorkspaceSlug.TryParse(access.Workspace?.Slug, out var slug) || WorkspaceSlug.TryParse(access.Workspace?.Uuid, out slug)
            ? WorkspaceShelf.Unread(slug.Value, DisplayText.Clean(access.Workspace?.Name, DisplayText.LongestName))
            : null),
    ];

    private Task ReadRepositoriesAsync(DateTimeOffset staleBefore, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return Task.WhenAll(Enumerable.Range(0, shelves.Length).Where(index => shelves[index].IsDue(now, staleBefore)).Select(async index =>
        {
            var shelf = await reader.ReadRepositoriesAsync(shelves[index], isWished, cancellationToken);
            lock (guard)
            {
                shelves[index] = shelf;
                publish(Snapshot(finishedAt: null));
            }
        }));
    }

    private CatalogSnapshot Snapshot(DateTimeOffset? finishedAt) => new([.. shelves])
    {
        WorkspacesReadAt = workspacesReadAt,
        ListFailure = listFailure,
        FinishedAt = finishedAt ?? older.FinishedAt,
        IsBeingRead = finishedAt is null,
        HoldUntil = calls.HoldUntil,
        PermissionsReadAt = older.PermissionsReadAt,
        PermissionsFailure = older.PermissionsFailure,
        Former = older,
    };
}
