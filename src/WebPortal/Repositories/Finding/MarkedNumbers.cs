namespace WebPortal.Repositories.Finding;

/// <summary>A person's marks as numbers of the repositories that their catalog holds; what it does not hold is left out.</summary>
internal sealed class MarkedNumbers
{
    private readonly HashSet<int> opened;

    public MarkedNumbers(CatalogIndex index, PersonMarks marks)
    {
        Favourites = Known(index, marks.Favourites);
        Opened = Known(index, marks.Opened);
        IsFavourite = [.. Favourites];
        opened = [.. Opened];
    }

    public IReadOnlyList<int> Favourites { get; }

    public IReadOnlyList<int> Opened { get; }

    public HashSet<int> IsFavourite { get; }

    /// <summary>Favourites before recently opened before the rest, where nothing else decides.</summary>
    public ulong Preference(int number) => IsFavourite.Contains(number) ? 0UL : opened.Contains(number) ? 1UL : 2UL;

    private static int[] Known(CatalogIndex index, IReadOnlyList<MarkedRepository> marks) => [.. marks.Select(index.Find).Where(number => number >= 0)];
}
