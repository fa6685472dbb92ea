namespace WebPortal.Repositories;

/// <summary>An order of repositories. Values that are not known come last either way; equal ones are ordered by full name.</summary>
internal sealed record RepositorySort(string Field, bool Descending)
{
    public static readonly RepositorySort Default = new("name", false);

    public static readonly IReadOnlyList<string> Fields = ["name", "fullName", "updated", "created", "size"];

    /// <returns>Null when the text is none of <see cref="Fields"/>, with or without a minus sign in front.</returns>
    public static RepositorySort? Read(string text)
    {
        var descending = text.StartsWith('-');
        var wanted = descending ? text[1..] : text;
        return Fields.FirstOrDefault(field => string.Equals(field, wanted, StringComparison.OrdinalIgnoreCase)) is { } known ? new(known, descending) : null;
    }

    public IReadOnlyList<RepositoryItem> Apply(IEnumerable<RepositoryItem> repositories) => Field switch
    {
        "fullName" => By(repositories, item => FoldedText.Fold(item.FullName), StringComparer.Ordinal),
        "updated" => By(repositories, item => item.UpdatedAt, Comparer<DateTimeOffset?>.Default),
        "created" => By(repositories, item => item.CreatedAt, Comparer<DateTimeOffset?>.Default),
        "size" => By(repositories, item => item.SizeBytes, Comparer<long?>.Default),
        _ => By(repositories, item => FoldedText.Fold(item.Name), StringComparer.Ordinal),
    };

    public override string ToString() => Descending ? "-" + Field : Field;

    private RepositoryItem[] By<TKey>(IEnumerable<RepositoryItem> repositories, Func<RepositoryItem, TKey> key, IComparer<TKey> comparer)
    {
        var keyed = repositories.Select(item => (Key: key(item), Item: item));
        var known = keyed.OrderBy(pair => pair.Key is null);
        var ordered = Descending ? known.ThenByDescending(pair => pair.Key, comparer) : known.ThenBy(pair => pair.Key, comparer);
        return [.. ordered.ThenBy(pair => pair.Item.FullName, StringComparer.Ordinal).Select(pair => pair.Item)];
    }
}
