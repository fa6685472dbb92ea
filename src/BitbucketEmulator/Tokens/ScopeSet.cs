namespace BitbucketEmulator.Tokens;

/// <summary>The scopes a credential carries and everything they imply.</summary>
internal sealed class ScopeSet
{
    public static readonly ScopeSet Empty = new([]);

    private static readonly Dictionary<string, string[]> Implied = new(StringComparer.Ordinal)
    {
        ["account"] = [],
        ["account:write"] = ["account"],
        ["email"] = [],
        ["repository"] = [],
        ["repository:write"] = ["repository"],
        ["repository:admin"] = [],
        ["repository:delete"] = [],
        ["pullrequest"] = ["repository"],
        ["pullrequest:write"] = ["pullrequest", "repository:write"],
        ["project"] = ["repository"],
        ["project:write"] = ["project"],
        ["project:admin"] = [],
        ["issue"] = [],
        ["issue:write"] = ["issue"],
        ["wiki"] = [],
        ["webhook"] = [],
        ["snippet"] = [],
        ["snippet:write"] = ["snippet"],
        ["pipeline"] = [],
        ["pipeline:write"] = ["pipeline"],
        ["pipeline:variable"] = [],
        ["runner"] = [],
        ["runner:write"] = ["runner"],
        ["team"] = [],
        ["team:write"] = ["team"],
        ["test"] = [],
        ["test:write"] = ["test"],
    };

    private readonly HashSet<string> all = new(StringComparer.Ordinal);

    public ScopeSet(IEnumerable<string> granted)
    {
        Granted = [.. granted.Distinct(StringComparer.Ordinal)];
        Text = string.Join(' ', Granted);
        Header = string.Join(", ", Granted);
        foreach (var scope in Granted)
            Include(scope);
    }

    public IReadOnlyList<string> Granted { get; }

    /// <summary>Separated by spaces, as the token endpoint writes it.</summary>
    public string Text { get; }

    /// <summary>Separated by commas, as <c>X-OAuth-Scopes</c> writes it.</summary>
    public string Header { get; }

    public static ScopeSet Parse(string text) => new(Split(text));

    public static string[] Split(string text) =>
        text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static bool IsKnown(string scope) => Implied.ContainsKey(scope);

    public bool Allows(string scope) => all.Contains(scope);

    public bool Covers(ScopeSet other) => other.Granted.All(all.Contains);

    /// <summary>What is left of this set when only <paramref name="wanted"/> is asked for; nothing asked means everything.</summary>
    public ScopeSet NarrowedTo(IReadOnlyCollection<string> wanted) =>
        wanted.Count == 0 ? this : new ScopeSet(wanted.Where(all.Contains));

    private void Include(string scope)
    {
        if (!all.Add(scope) || !Implied.TryGetValue(scope, out var implied))
            return;
        foreach (var next in implied)
            Include(next);
    }
}
