using System.Collections.Concurrent;

namespace WebPortal.Repositories.Finding;

/// <summary>The repositories of a snapshot, numbered by full name, in the forms that finding needs. Each form is made when it is first asked for and ends with the snapshot.</summary>
/// <remarks>What is compared for every repository stands in columns of numbers, so that a view touches the repositories themselves only to show them.</remarks>
internal sealed class CatalogIndex
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    private readonly ConcurrentDictionary<RepositorySort, int[]> orders = new();
    private readonly IReadOnlyList<RepositoryItem>[] source;
    private readonly Lazy<WordIndex> words;

    public CatalogIndex(IReadOnlyList<WorkspaceShelf> shelves)
    {
        source = [.. shelves.Select(shelf => shelf.Repositories)];
        Items = [.. shelves.SelectMany(shelf => shelf.Repositories)];
        Array.Sort(Items, (left, right) => Names.Compare(left.FullName, right.FullName) is not 0 and var order ? order : string.CompareOrdinal(left.FullName, right.FullName));
        Workspaces = new ValueColumn(Items, item => item.WorkspaceSlug);
        Languages = new ValueColumn(Items, item => item.Language);
        Projects = new ValueColumn(Items, item => item.ProjectKey);
        UpdatedMinutes = Array.ConvertAll(Items, item => item.UpdatedAt is { } at ? MinuteOf(at) : 0);
        words = new Lazy<WordIndex>(() => WordIndexMaker.Make(Items));
    }

    public RepositoryItem[] Items { get; }

    public ValueColumn Workspaces { get; }

    public ValueColumn Languages { get; }

    public ValueColumn Projects { get; }

    /// <summary>Minutes since 1970; zero where nobody knows.</summary>
    public uint[] UpdatedMinutes { get; }

    public WordIndex Words => words.Value;

    /// <summary>Of what this holds besides the repositories, as far as it was made.</summary>
    public long Bytes => (8L * Items.Length) + (4L * Items.Length * (4 + orders.Count)) + (words.IsValueCreated ? words.Value.Bytes : 0);

    /// <summary>Whether it was made of the very same repositories; the rest of a shelf may have changed since.</summary>
    public bool IsOf(IReadOnlyList<WorkspaceShelf> shelves) => shelves.Select(shelf => shelf.Repositories).SequenceEqual(source, ReferenceEqualityComparer.Instance);

    public static uint MinuteOf(DateTimeOffset at) => (uint)Math.Clamp(at.ToUnixTimeSeconds() / 60, 1, uint.MaxValue);

    /// <summary>The numbers of all repositories in the wanted order. Sorted once for each order, so that a view only filters.</summary>
    public int[] Order(RepositorySort sort) => orders.GetOrAdd(sort, static (wanted, items) => wanted.Apply(items), Items);

    /// <returns>The number of the repository, or -1.</returns>
    public int Find(MarkedRepository mark)
    {
        var wanted = $"{mark.Workspace}/{mark.Slug}";
        var (low, high) = (0, Items.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = Names.Compare(Items[middle].FullName, wanted);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
