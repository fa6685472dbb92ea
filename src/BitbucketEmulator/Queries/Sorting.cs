namespace BitbucketEmulator.Queries;

/// <summary>Sorts by one field; a minus in front turns the order round. Nulls come first, texts ignore case.</summary>
internal static class Sorting
{
    public static IEnumerable<T> Apply<T>(IEnumerable<T> items, string sort, FieldMap<T> fields)
    {
        var descending = sort.StartsWith('-');
        var field = fields.Get(descending ? sort[1..] : sort);
        return descending
            ? items.OrderByDescending(field, FieldOrder.Instance)
            : items.OrderBy(field, FieldOrder.Instance);
    }

    /// <summary>Orders the values a field map hands out.</summary>
    private sealed class FieldOrder : IComparer<object?>
    {
        public static readonly FieldOrder Instance = new();

        public int Compare(object? x, object? y) => (x, y) switch
        {
            (string first, string second) => string.Compare(first, second, StringComparison.OrdinalIgnoreCase),
            _ => Comparer<object?>.Default.Compare(x, y),
        };
    }
}
