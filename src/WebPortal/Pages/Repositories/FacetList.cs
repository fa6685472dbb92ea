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
            new("Workspace", [.. listing.Workspaces.Select(workspace => Link(
                workspace.Name, workspace.Slug, query.Workspace, workspace.MatchCount, address.InWorkspace, workspace.Failure is null ? null : Note(workspace)))]),
            new("Visibility", [.. Enum.GetValues<RepositoryVisibility>().Select(visibility => new FacetLink(
                visibility.ToString(), address.Visible(query.Visibility == visibility ? null : visibility), null, query.Visibility == visibility))]),
            new("Language", [.. listing.Languages.Select(facet => Link(facet.Label, facet.Value, query.Language, facet.Count, address.InLanguage))]),
            new("Project", [.. listing.Projects.Select(facet => Link(facet.Label, facet.Value, query.Project, facet.Count, address.InProject))]),
        ];
        return all.Where(facet => facet.Links.Count > 1 || facet.Links.Any(link => link.IsChosen));
    }

    private static FacetLink Link(string label, string value, string? chosen, int count, Func<string?, string> address, string? note = null)
    {
        var isChosen = string.Equals(value, chosen, StringComparison.OrdinalIgnoreCase);
        return new FacetLink(label, address(isChosen ? null : value), count, isChosen, note);
    }

    private static string Note(WorkspaceSummary workspace) => workspace.ReadAt is null ? "not read" : "not up to date";
}
