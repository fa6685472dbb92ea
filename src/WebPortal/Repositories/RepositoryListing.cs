namespace WebPortal.Repositories;

/// <summary>One page of repositories, with what surrounds it: counts, filters, completeness, and the reason when there is nothing.</summary>
/// <param name="Total">Repositories that match.</param>
/// <param name="PageCount">At least 1.</param>
/// <param name="Workspaces">Every workspace of the person, also without a match.</param>
internal sealed record RepositoryListing(
    RepositoryQuery Query,
    IReadOnlyList<RepositoryItem> Items,
    int Total,
    int PageCount,
    IReadOnlyList<WorkspaceSummary> Workspaces,
    IReadOnlyList<Facet> Languages,
    IReadOnlyList<Facet> Projects,
    Completeness Completeness,
    EmptyReason Empty)
{
    /// <summary>Where answers made of this listing may be kept; null when it comes from no snapshot.</summary>
    public KeptAnswers? Kept { get; init; }

    public int Page => Query.Page;

    /// <summary>A plain sentence when <see cref="Empty"/> says that nothing is shown, else null.</summary>
    public string? EmptyText => Repositories.EmptyText.Of(Empty, Completeness);

    public static RepositoryListing Reconnect(RepositoryQuery query) =>
        new(query, [], 0, 1, [], [], [], Completeness.Of(CatalogSnapshot.Empty, []), EmptyReason.ReconnectNeeded);
}
