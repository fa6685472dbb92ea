namespace BitbucketEmulator.Queries;

/// <summary>The fields of one kind of object that <c>q</c> and <c>sort</c> may name, each as text, number, boolean, time or null.</summary>
internal sealed class FieldMap<T>(IReadOnlyDictionary<string, Func<T, object?>> fields)
{
    public Func<T, object?> Get(string path) =>
        fields.TryGetValue(path, out var field) ? field : throw new QueryException($"Unknown field '{path}'.");
}
