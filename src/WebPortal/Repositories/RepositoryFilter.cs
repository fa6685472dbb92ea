using WebPortal.Repositories.Finding;

namespace WebPortal.Repositories;

/// <summary>Answers one <see cref="RepositoryQuery"/> from a snapshot: finds, filters, counts, orders, and says why there is nothing.</summary>
/// <param name="marks">What the person has marked; it decides among equals.</param>
/// <param name="now">For what was changed lately; the time of the reading when it is not told.</param>
internal sealed class RepositoryFilter(CatalogSnapshot snapshot, RepositoryQuery query, PersonMarks? marks = null, DateTimeOffset? now = null)
{
    private readonly DateTimeOffset at = now ?? snapshot.FinishedAt ?? DateTimeOffset.UnixEpoch;

    public RepositoryListing Run()
    {
        var index = snapshot.Index;
        var marked = new MarkedNumbers(index, marks ?? PersonMarks.None);
        var (ranks, _) = query.Words.Count == 0 ? (null, 0) : new RepositorySearch(index.Items, index.Words, query.Words).Run(query.WithGuesses);
        var pass = new FilterPass(index, query, at).Run(ranks, query.FavouritesOnly ? marked.IsFavourite : null);
        var items = new ResultOrder(index, query).PageOf(pass.Matches, ranks, marked);

        WorkspaceShelf[] inScope = [.. snapshot.Workspaces.Where(shelf => query.Workspace is null || string.Equals(query.Workspace, shelf.Slug, StringComparison.OrdinalIgnoreCase))];
        var completeness = Completeness.Of(snapshot, inScope);
        return new RepositoryListing(
            query,
            items,
            pass.Matches.Count,
            Math.Max(1, (pass.Matches.Count + query.PageSize - 1) / query.PageSize),
            Summaries(index, pass),
            Facets(index.Languages, pass.Languages, item => (item.Language!, item.Language!), byCount: true),
            Facets(index.Projects, pass.Projects, item => (item.ProjectKey!, item.ProjectName ?? item.ProjectKey!), byCount: false),
            completeness,
            items.Count > 0 ? EmptyReason.None : WhyEmpty(pass.Matches.Count, inScope, completeness))
        {
            Visibilities = pass.Visibilities,
            Permissions = pass.Permissions,
            Activities = pass.Activities,
            ArePermissionsKnown = snapshot.PermissionsReadAt is not null,
            Guesses = ranks is null ? 0 : pass.Matches.Count(number => RepositorySearch.IsGuess(ranks[number])),
            Marks = marks ?? PersonMarks.None,
            Favourites = Named(index, marked.Favourites),
            Opened = Named(index, marked.Opened.Except(marked.Favourites)),
            NextTryAt = snapshot.HoldUntil > at ? snapshot.HoldUntil : null,
            Activity = YearActivity.Of(index, at),
            LookedAt = at,
        };
    }

    private static RepositoryItem[] Named(CatalogIndex index, IEnumerable<int> numbers) => [.. numbers.Take(RepositoryListing.MostMarked).Select(number => index.Items[number])];

    private WorkspaceSummary[] Summaries(CatalogIndex index, FilterPass pass) =>
    [
        .. snapshot.Workspaces
            .Select(shelf => WorkspaceSummary.Of(shelf, index.Workspaces.NumberOf(shelf.Slug) is >= 0 and var number ? pass.Workspaces[number] : 0))
            .OrderBy(summary => FoldedText.Fold(summary.Name), StringComparer.Ordinal),
    ];

    private static Facet[] Facets(ValueColumn column, int[] counts, Func<RepositoryItem, (string Value, string Label)> read, bool byCount)
    {
        var facets = counts.Index().Where(entry => entry.Item > 0).Select(entry => read(column.Examples[entry.Index]) is var (value, label) ? new Facet(value, label, entry.Item) : null!);
        return byCount
            ? [.. facets.OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Label, StringComparer.Ordinal)]
            : [.. facets.OrderBy(facet => FoldedText.Fold(facet.Label), StringComparer.Ordinal)];
    }

    private EmptyReason WhyEmpty(int total, WorkspaceShelf[] inScope, Completeness completeness)
    {
        if (total > 0)
        {
            return EmptyReason.BehindTheLastPage;
        }

        if (completeness.RepositoriesRead > 0)
        {
            return EmptyReason.FilteredOut;
        }

        var reasons = completeness.Failures.Select(failure => failure.Reason).ToHashSet();
        return reasons switch
        {
            _ when IsUnknownWorkspace(inScope) => EmptyReason.UnknownWorkspace,
            _ when reasons.Contains(FailureReason.ReconnectNeeded) => EmptyReason.ReconnectNeeded,
            _ when reasons.Contains(FailureReason.MissingScope) => EmptyReason.MissingScope,
            _ when reasons.Contains(FailureReason.StillReading) || (snapshot.WorkspacesReadAt is null && snapshot.IsBeingRead) => EmptyReason.StillReading,
            _ when reasons.Count > 0 && completeness.WorkspacesRead == 0 => EmptyReason.NothingReadable,
            _ when inScope.Length == 0 => EmptyReason.NoWorkspace,
            _ => EmptyReason.NoRepositories,
        };
    }

    /// <summary>Only a list that was read to its end can say that a workspace is not in it.</summary>
    private bool IsUnknownWorkspace(WorkspaceShelf[] inScope) =>
        query.Workspace is not null && inScope.Length == 0 && snapshot.WorkspacesReadAt is not null
        && snapshot.ListFailure is null or { Reason: FailureReason.UnreadableEntries };
}
