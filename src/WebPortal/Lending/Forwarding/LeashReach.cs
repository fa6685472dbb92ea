namespace WebPortal.Lending.Forwarding;

/// <summary>How far a leash reaches where no single repository is named.</summary>
internal static class LeashReach
{
    /// <summary>No repository anywhere is left out.</summary>
    public static bool CoversEverything(this Leash leash) => leash.Patterns.Any(pattern => IsAny(pattern.Workspace) && TakesEvery(pattern));

    /// <summary>No repository of the workspace is left out.</summary>
    public static bool CoversWorkspace(this Leash leash, string workspace) => leash.Patterns.Any(pattern => TakesEvery(pattern) && Meets(pattern, workspace));

    public static bool CoversProject(this Leash leash, string workspace, string key) => leash.CoversWorkspace(workspace)
        || leash.Patterns.Any(pattern => pattern.IsProject && Meets(pattern, workspace) && pattern.Fits(workspace, key, ""));

    /// <summary>Whether something in the workspace is allowed.</summary>
    public static bool Reaches(this Leash leash, string workspace) => leash.Patterns.Any(pattern => Meets(pattern, workspace));

    /// <summary>Named by its ID instead of its name, which a pattern of names says nothing about.</summary>
    public static bool IsId(string text) => text.StartsWith('{');

    private static bool Meets(LeashPattern pattern, string workspace) => IsId(workspace) ? IsAny(pattern.Workspace) : pattern.Meets(workspace);

    private static bool TakesEvery(LeashPattern pattern) => !pattern.IsProject && IsAny(pattern.Name);

    private static bool IsAny(string part) => part.AsSpan().TrimStart('*').IsEmpty;
}
