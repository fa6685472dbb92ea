using WebPortal.Pages.Words;
using WebPortal.Repositories;

namespace WebPortal.Pages.Repositories;

/// <summary>Makes the filters of a listing into links; a filter without a choice is left out.</summary>
internal static class FacetList
{
    public static IEnumerable<FacetLinks> Of(RepositoryListing listing, RepositoryAddress address)
    {
        var query = listing.Query;
        FacetLinks[] all =
        [
            new(RepositoriesWords.Workspace, [.. listing.Workspaces.Select(workspace => Link(
                workspace.Name, workspace.Slug, query.Workspace, workspace.MatchCount, address.InWorkspace, workspace.Failure is null ? null : Note(workspace)) with
                {
                    Activity = listing.Activity.GetValueOrDefault(workspace.Slug),
                })]),
            new(RepositoriesWords.Changed, Links(listing.Activities, query.Activity, RepositoryText.Of, address.Active)),
            new(RepositoriesWords.Language, [.. listing.Languages.Select(facet => Link(facet.Label, facet.Value, query.Language, facet.Count, address.InLanguage) with
            {
                Dot = LanguageColour.Of(facet.Label),
            })]),
            new(RepositoriesWords.Project, [.. listing.Projects.Select(facet => Link(facet.Label, facet.Value, query.Project, facet.Count, address.InProject))]),
            new(RepositoriesWords.Visibility, Links(listing.Visibilities, query.Visibility, RepositoryText.Of, address.Visible)),
            new(RepositoriesWords.Permission, Links(listing.ArePermissionsKnown ? listing.Permissions : null, query.Permission, RepositoryText.Of, address.Permitted)),
        ];
        return all.Where(facet => facet.Links.Count > 1 || facet.Links.Any(link => link.IsChosen));
    }

    private static FacetLink Link(string label, string value, string? chosen, int count, Func<string?, string> address, string? note = null)
    {
        var isChosen = string.Equals(value, chosen, StringComparison.OrdinalIgnoreCase);
        return new FacetLink(label, address(isChosen ? null : value), count, isChosen, note);
    }

    private static FacetLink[] Links<T>(IReadOnlyList<int>? counts, T? chosen, Func<T, string> label, Func<T?, string> address)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Index().Select(entry => chosen is { } own && EqualityComparer<T>.Default.Equals(own, entry.Item) is var isChosen && isChosen
            ? new FacetLink(label(entry.Item), address(null), counts?[entry.Index], true)
            : new FacetLink(label(entry.Item), address(entry.Item), counts?[entry.Index], false))];

    private static string Note(WorkspaceSummary workspace) => workspace.ReadAt is null ? RepositoriesWords.NotRead : RepositoriesWords.NotUpToDate;
}
