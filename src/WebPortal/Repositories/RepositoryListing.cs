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
    /// <summary>Favourites, and as many of the opened, that a page shows first.</summary>
    public const int MostMarked = 12;

    /// <summary>How many each <see cref="RepositoryVisibility"/> would leave.</summary>
    public IReadOnlyList<int> Visibilities { get; init; } = [0, 0];

    /// <summary>How many each <see cref="RepositoryPermission"/> would leave.</summary>
    public IReadOnlyList<int> Permissions { get; init; } = [0, 0, 0];

    /// <summary>How many each <see cref="RepositoryActivity"/> would leave.</summary>
    public IReadOnlyList<int> Activities { get; init; } = [0, 0, 0, 0, 0];

    /// <summary>Somebody has asked for the permissions, and they were read.</summary>
    public bool ArePermissionsKnown { get; init; }

    /// <summary>How many of the matches hold a word only nearly.</summary>
    public int Guesses { get; init; }

    public PersonMarks Marks { get; init; } = PersonMarks.None;

    /// <summary>Those of the person's favourites that are theirs to see, the newest first.</summary>
    public IReadOnlyList<RepositoryItem> Favourites { get; init; } = [];

    /// <summary>The last opened first, without the favourites.</summary>
    public IReadOnlyList<RepositoryItem> Opened { get; init; } = [];

    /// <summary>Bitbucket asked for silence until then.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>For each workspace, how many repositories were last changed in each of the last twelve months.</summary>
    public IReadOnlyDictionary<string, int[]> Activity { get; init; } = new Dictionary<string, int[]>();

    public DateTimeOffset LookedAt { get; init; }

    /// <summary>Where answers made of this listing may be kept; null when it comes from no snapshot.</summary>
    public KeptAnswers? Kept { get; init; }

    public int Page => Query.Page;

    /// <summary>A plain sentence when <see cref="Empty"/> says that nothing is shown, else null.</summary>
    public string? EmptyText => Repositories.EmptyText.Of(Empty, Completeness);

    public static RepositoryListing Reconnect(RepositoryQuery query) =>
        new(query, [], 0, 1, [], [], [], Completeness.Of(CatalogSnapshot.Empty, []), EmptyReason.ReconnectNeeded);
}
