namespace WebPortal.Authentication;

/// <summary>Who may sign in and who may do more, as valid settings say.</summary>
internal sealed class AccessRules(AccessOptions options)
{
    public IReadOnlySet<string> Administrators { get; } = options.Administrators.ToHashSet(StringComparer.OrdinalIgnoreCase);

    public IReadOnlySet<string> Auditors { get; } = options.Auditors.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Empty when every account may sign in.</summary>
    public IReadOnlySet<string> AllowedWorkspaces { get; } = options.AllowedWorkspaces.ToHashSet(StringComparer.OrdinalIgnoreCase);
}
