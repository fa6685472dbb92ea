using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Control;

/// <summary>The faults in force. The first rule that matches a request and is not used up happens to it.</summary>
internal sealed class FaultRules
{
    private readonly Lock gate = new();
    private volatile IReadOnlyList<FaultRule> rules = [];

    public IReadOnlyList<FaultRule> Rules => rules;

    /// <summary>Puts a rule behind those already there and hands it back, so that its hits can be asked for.</summary>
    public FaultRule Add(FaultRule rule)
    {
        if (FaultCheck.Complain(rule) is { } complaint)
            throw new ControlException(complaint);
        lock (gate)
            rules = [.. rules, rule];
        return rule;
    }

    public void Replace(IReadOnlyList<FaultRule> replacement)
    {
        foreach (var rule in replacement)
        {
            if (FaultCheck.Complain(rule) is { } complaint)
                throw new ControlException(complaint);
        }

        lock (gate)
            rules = [.. replacement];
    }

    public void Clear() => rules = [];

    public FaultRule? Take(EmulatorSide side, string method, string path, string? person)
    {
        foreach (var rule in rules)
        {
            if (Matches(rule, side, method, path, person) && rule.Take())
                return rule;
        }

        return null;
    }

    private static bool Matches(FaultRule rule, EmulatorSide side, string method, string path, string? person) =>
        (rule.Side is null || rule.Side == side)
        && (rule.Method is null || string.Equals(rule.Method, method, StringComparison.OrdinalIgnoreCase))
        && (rule.PathPrefix is null || path.StartsWith(rule.PathPrefix, StringComparison.Ordinal))
        && (rule.Person is null || string.Equals(rule.Person, person, StringComparison.OrdinalIgnoreCase))
        && (rule.Workspace is null || IsAbout(path, rule.Workspace));

    private static bool IsAbout(string path, string workspace)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments switch
        {
            ["2.0", "repositories" or "workspaces", var slug, ..] => Same(slug),
            ["2.0", "user", "workspaces", var slug, ..] => Same(slug),
            _ => false,
        };
        bool Same(string slug) => string.Equals(slug, workspace, StringComparison.OrdinalIgnoreCase);
    }
}
