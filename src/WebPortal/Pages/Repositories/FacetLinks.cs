namespace WebPortal.Pages.Repositories;

/// <summary>One filter with its values as links; the chosen one leads back to all.</summary>
internal sealed record FacetLinks(string Title, IReadOnlyList<FacetLink> Links)
{
    private const int AlwaysShown = 7;

    /// <summary>The chosen value never hides among the rest.</summary>
    public IEnumerable<FacetLink> First => Links.Where((link, index) => index < AlwaysShown || link.IsChosen);

    public IReadOnlyList<FacetLink> Rest => [.. Links.Where((link, index) => index >= AlwaysShown && !link.IsChosen)];
}
