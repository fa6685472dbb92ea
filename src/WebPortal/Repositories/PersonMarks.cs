namespace WebPortal.Repositories;

/// <summary>What one person has marked.</summary>
/// <param name="Favourites">The newest first.</param>
/// <param name="Opened">The last opened first.</param>
internal sealed record PersonMarks(IReadOnlyList<MarkedRepository> Favourites, IReadOnlyList<MarkedRepository> Opened)
{
    public static readonly PersonMarks None = new([], []);

    private readonly HashSet<MarkedRepository> favourites = [.. Favourites];

    public bool IsFavourite(string workspace, string slug) => favourites.Contains(MarkedRepository.Of(workspace, slug));

    public bool IsFavourite(RepositoryItem item) => favourites.Count > 0 && favourites.Contains(MarkedRepository.Of(item));
}
