namespace WebPortal.Repositories;

/// <summary>An order of repositories. Values that are not known come last either way; equal ones are ordered by full name.</summary>
internal sealed record RepositorySort(string Field, bool Descending)
{
    public static readonly RepositorySort Default = new("name", false);

    /// <summary>What fits the words best; without words the newest first.</summary>
    public static readonly RepositorySort BestMatch = new("match", false);

    public static readonly IReadOnlyList<string> Fields = ["name", "fullName", "updated", "created", "size", "match"];

    /// <returns>Null when the text is none of <see cref="Fields"/>, with or without a minus sign in front.</returns>
    public static RepositorySort? Read(string text)
    {
        var descending = text.StartsWith('-');
        var wanted = descending ? text[1..] : text;
        var known = Fields.FirstOrDefault(field => string.Equals(field, wanted, StringComparison.OrdinalIgnoreCase));
        return known is null || (descending && known == BestMatch.Field) ? null : new(known, descending);
    }

    /// <returns>The places of the repositories in this order.</returns>
    public int[] Apply(RepositoryItem[] repositories) => Field switch
    {
        "fullName" => By(repositories, item => FoldedText.Fold(item.FullName), StringComparer.Ordinal),
        "updated" => By(repositories, item => item.UpdatedAt, Comparer<DateTimeOffset?>.Default),
        "created" => By(repositories, item => item.CreatedAt, Comparer<DateTimeOffset?>.Default),
        "size" => By(repositories, item => item.SizeBytes, Comparer<long?>.Default),
        _ => By(repositories, item => FoldedText.Fold(item.Name), StringComparer.Ordinal),
    };

    public override string ToString() => Descending ? "-" + Field : Field;

    private int[] By<TKey>(RepositoryItem[] repositories, Func<RepositoryItem, TKey> key, IComparer<TKey> comparer)
    {
        var keyed = repositories.Select((item, number) => (Key: key(item), Number: number));
        var known = keyed.OrderBy(pair => pair.Key is null);
        var ordered = Descending ? known.ThenByDescending(pair => pair.Key, comparer) : known.ThenBy(pair => pair.Key, comparer);
        return [.. ordered.ThenBy(pair => repositories[pair.Number].FullName, StringComparer.Ordinal).Select(pair => pair.Number)];
    }
}
