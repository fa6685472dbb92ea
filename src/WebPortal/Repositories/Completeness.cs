namespace WebPortal.Repositories;

/// <summary>How far a listing can be trusted to be everything.</summary>
/// <param name="WorkspacesRead">Read to the end by the last reading.</param>
/// <param name="RepositoriesRead">Known in the workspaces looked at, before any filter.</param>
/// <param name="OldestReadAt">When the oldest part of the data was read; null when nothing was.</param>
/// <param name="IsBeingRead">A reading goes on; look again for newer data.</param>
internal sealed record Completeness(
    bool IsComplete,
    int WorkspacesRead,
    int WorkspacesTotal,
    int RepositoriesRead,
    DateTimeOffset? OldestReadAt,
    bool IsBeingRead,
    IReadOnlyList<CompletenessFailure> Failures)
{
    /// <summary>Scopes that Bitbucket asked for and the consent does not cover.</summary>
    public IReadOnlyList<string> MissingScopes => [.. Failures.SelectMany(failure => failure.RequiredScopes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The earliest time at which something that failed is tried again.</summary>
    public DateTimeOffset? NextTryAt => Failures.Min(failure => failure.NextTryAt);

    public static Completeness Of(CatalogSnapshot snapshot, IReadOnlyCollection<WorkspaceShelf> shelves)
    {
        var failures = new List<CompletenessFailure>();
        if (snapshot.ListFailure is { } list)
        {
            failures.Add(CompletenessFailure.Of(null, list, snapshot.WorkspacesReadAt));
        }

        failures.AddRange(shelves.Where(shelf => shelf.Failure is not null || shelf.ReadAt is null).Select(CompletenessFailure.Of));
        return new Completeness(
            failures.Count == 0 && snapshot.WorkspacesReadAt is not null,
            shelves.Count(shelf => shelf is { Failure: null, ReadAt: not null }),
            shelves.Count,
            shelves.Sum(shelf => shelf.Repositories.Count),
            shelves.Min(shelf => shelf.ReadAt) ?? snapshot.WorkspacesReadAt,
            snapshot.IsBeingRead,
            failures);
    }
}
