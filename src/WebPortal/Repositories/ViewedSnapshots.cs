using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace WebPortal.Repositories;

/// <summary>Snapshots that hold only what a view shows. Each has its own index and its own kept answers, so that nothing of one view is ever found through another.</summary>
internal sealed class ViewedSnapshots
{
    /// <summary>Of one snapshot; more are made for a single question each.</summary>
    private const int MostKept = 16;

    private readonly ConditionalWeakTable<CatalogSnapshot, ConcurrentDictionary<Guid, CatalogSnapshot>> _made = [];

    /// <param name="view">Null for everything.</param>
    public CatalogSnapshot Of(CatalogSnapshot snapshot, CatalogView? view)
    {
        if (view is null)
        {
            return snapshot;
        }

        var views = _made.GetValue(snapshot, static _ => new());
        return views.TryGetValue(view.Key, out var known) ? known
            : views.Count < MostKept ? views.GetOrAdd(view.Key, _ => Make(snapshot, view))
            : Make(snapshot, view);
    }

    /// <summary>Made anew rather than copied: a copy would bring along what was made of the whole.</summary>
    private static CatalogSnapshot Make(CatalogSnapshot snapshot, CatalogView view) =>
        new([.. snapshot.Workspaces.Where(shelf => view.ShowsWorkspace(shelf.Slug)).Select(shelf => shelf with { Repositories = [.. shelf.Repositories.Where(view.ShowsRepository)], Uncounted = 0 })])
        {
            WorkspacesReadAt = snapshot.WorkspacesReadAt,
            ListFailure = snapshot.ListFailure,
            FinishedAt = snapshot.FinishedAt,
            IsBeingRead = snapshot.IsBeingRead,
            HoldUntil = snapshot.HoldUntil,
            PermissionsReadAt = snapshot.PermissionsReadAt,
        };
}
