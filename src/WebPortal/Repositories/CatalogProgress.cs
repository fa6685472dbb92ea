namespace WebPortal.Repositories;

/// <summary>How far a reading has come.</summary>
/// <param name="WorkspacesRead">Those that show something, or nothing because of a failure, count as read.</param>
internal sealed record CatalogProgress(int WorkspacesRead, int WorkspacesTotal, int RepositoriesRead, bool IsBeingRead)
{
    public static readonly CatalogProgress Nothing = new(0, 0, 0, false);

    public static CatalogProgress Of(CatalogSnapshot snapshot) => new(
        snapshot.Workspaces.Count(shelf => shelf.ReadAt is not null || shelf.Failure is not null),
        snapshot.Workspaces.Count,
        snapshot.RepositoryCount,
        snapshot.IsBeingRead);
}
