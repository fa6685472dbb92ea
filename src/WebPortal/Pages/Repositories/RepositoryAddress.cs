using WebPortal.Repositories;

namespace WebPortal.Pages.Repositories;

/// <summary>Writes the addresses of the repositories page: the question that is shown, with one thing changed.</summary>
internal sealed class RepositoryAddress(RepositoryQuery query)
{
    /// <summary>People look for what they worked on last; programs, which ask the API, get names in order.</summary>
    public static readonly RepositorySort UsualSort = new("updated", true);

    /// <summary>Whoever searches wants what fits best first.</summary>
    public static RepositorySort UsualFor(bool hasWords) => hasWords ? RepositorySort.BestMatch : UsualSort;

    /// <summary>Every parameter that a search must keep; the words and the page are not among them.</summary>
    public IEnumerable<KeyValuePair<string, string?>> KeptBySearch => Parameters(query).Where(pair => pair.Key is not ("query" or "page"));

    public string Path => PathOf(query);

    public string AtPage(int page) => Of(query with { Page = page });

    public string WithSize(int size) => Changed(query with { PageSize = size });

    /// <summary>A second click on the same order turns it round. Newest and largest come first by themselves.</summary>
    public string SortedBy(string field)
    {
        var isOther = query.Sort.Field != field;
        return Changed(query with { Sort = new RepositorySort(field, isOther ? field is "updated" or "created" or "size" : field != RepositorySort.BestMatch.Field && !query.Sort.Descending) });
    }

    public string InWorkspace(string? workspace) => Changed(query with { Workspace = workspace });

    public string InLanguage(string? language) => Changed(query with { Language = language });

    public string InProject(string? project) => Changed(query with { Project = project });

    public string Visible(RepositoryVisibility? visibility) => Changed(query with { Visibility = visibility });

    public string Active(RepositoryActivity? activity) => Changed(query with { Activity = activity });

    public string Permitted(RepositoryPermission? permission) => Changed(query with { Permission = permission });

    public string Favourites(bool only) => Changed(query with { FavouritesOnly = only });

    public string WithoutWords() => Changed(query with { Text = null, Words = [] });

    /// <summary>The portal's own page of a repository.</summary>
    public static string Of(RepositoryItem item) => $"/repositories/{Uri.EscapeDataString(item.WorkspaceSlug)}/{Uri.EscapeDataString(item.Slug)}";

    /// <summary>Another question starts at its first page.</summary>
    private static string Changed(RepositoryQuery changed) => Of(changed with { Page = 1 });

    private static string Of(RepositoryQuery wanted) => PathOf(wanted) + QueryString.Create(Parameters(wanted));

    private static string PathOf(RepositoryQuery wanted) =>
        wanted.Workspace is { } workspace ? $"/repositories/{Uri.EscapeDataString(workspace)}" : "/repositories";

    private static IEnumerable<KeyValuePair<string, string?>> Parameters(RepositoryQuery wanted) =>
        wanted.ToParameters().Where(pair => pair.Key is not ("workspace" or "sort"))
            .Concat(wanted.Sort == UsualFor(wanted.Words.Count > 0) || (wanted.Sort == RepositorySort.BestMatch && wanted.Words.Count == 0) ? [] : [KeyValuePair.Create("sort", (string?)wanted.Sort.ToString())]);
}
