namespace WebPortal.Bitbucket;

/// <summary>A list of OAuth scopes, with what Bitbucket says one scope implies of another.</summary>
internal static class ScopeSet
{
    private static readonly Dictionary<string, string[]> Implied = new(StringComparer.Ordinal)
    {
        ["account:write"] = ["account"],
        ["repository:write"] = ["repository"],
        ["pullrequest"] = ["repository"],
        ["pullrequest:write"] = ["pullrequest", "repository:write", "repository"],
        ["project"] = ["repository"],
        ["issue:write"] = ["issue"],
        ["snippet:write"] = ["snippet"],
    };

    /// <summary>Splits at spaces or commas; both have been seen.</summary>
    public static IReadOnlyList<string> Parse(string scope) =>
        scope.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <returns>Requested scopes that the granted value neither names nor implies; empty when nothing is known about the grant.</returns>
    public static IReadOnlyList<string> Missing(string requested, string? granted)
    {
        if (granted is null)
        {
            return [];
        }

        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scope in Parse(granted))
        {
            held.Add(scope);
            held.UnionWith(Implied.GetValueOrDefault(scope, []));
        }

        return [.. Parse(requested).Where(scope => !held.Contains(scope))];
    }
}
