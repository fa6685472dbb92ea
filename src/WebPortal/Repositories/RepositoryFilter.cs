namespace WebPortal.Repositories;

/// <summary>Answers one <see cref="RepositoryQuery"/> from a snapshot in a single pass: matches, and for each filter the counts that the other filters leave.</summary>
internal sealed class RepositoryFilter(CatalogSnapshot snapshot, RepositoryQuery query)
{
    private readonly List<RepositoryItem> matches = [];
    private readonly Dictionary<string, int> workspaces = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> languages = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (string Label, int Count)> projects = new(StringComparer.OrdinalIgnoreCase);

    public RepositoryListing Run()
    {
        foreach (var item in snapshot.Sorted(query.Sort))
        {
            Look(item);
        }

        WorkspaceShelf[] inScope = [.. snapshot.Workspaces.Where(shelf => Same(query.Workspace, shelf.Slug))];
        var completeness = Completeness.Of(snapshot, inScope);
        RepositoryItem[] items = [.. matches.Skip((int)Math.Min((long)(query.Page - 1) * query.PageSize, int.MaxValue)).Take(query.PageSize)];
        return new RepositoryListing(
            query,
            items,
            matches.Count,
            Math.Max(1, (matches.Count + query.PageSize - 1) / query.PageSize),
            [.. snapshot.Workspaces.Select(shelf => WorkspaceSummary.Of(shelf, workspaces.GetValueOrDefault(shelf.Slug))).OrderBy(summary => FoldedText.Fold(summary.Name), StringComparer.Ordinal)],
            [.. languages.Select(entry => new Facet(entry.Key, entry.Key, entry.Value)).OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Label, StringComparer.Ordinal)],
            [.. projects.Select(entry => new Facet(entry.Key, entry.Value.Label, entry.Value.Count)).OrderBy(facet => FoldedText.Fold(facet.Label), StringComparer.Ordinal)],
            completeness,
            items.Length > 0 ? EmptyReason.None : WhyEmpty(inScope, completeness));
    }

    private void Look(RepositoryItem item)
    {
        if (!HasAllWords(item) || (query.Visibility is { } visibility && item.IsPrivate != (visibility == RepositoryVisibility.Private)))
        {
            return;
        }

        var inWorkspace = Same(query.Workspace, item.WorkspaceSlug);
        var inLanguage = Same(query.Language, item.Language);
        var inProject = Same(query.Project, item.ProjectKey);
        if (inLanguage && inProject)
        {
            workspaces[item.WorkspaceSlug] = workspaces.GetValueOrDefault(item.WorkspaceSlug) + 1;
        }

        if (inWorkspace && inProject && item.Language is { } language)
        {
            languages[language] = languages.GetValueOrDefault(language) + 1;
        }

        if (inWorkspace && inLanguage && item.ProjectKey is { } project)
        {
            projects[project] = (item.ProjectName ?? project, projects.GetValueOrDefault(project).Count + 1);
        }

        if (inWorkspace && inLanguage && inProject)
        {
            matches.Add(item);
        }
    }

    private bool HasAllWords(RepositoryItem item)
    {
        foreach (var word in query.Words)
        {
            if (!item.SearchText.Contains(word, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Same(string? wanted, string? actual) => wanted is null || string.Equals(wanted, actual, StringComparison.OrdinalIgnoreCase);

    private EmptyReason WhyEmpty(WorkspaceShelf[] inScope, Completeness completeness)
    {
        if (matches.Count > 0)
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
