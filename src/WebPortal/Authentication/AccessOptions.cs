namespace WebPortal.Authentication;

/// <summary>Who may sign in, and who may do more. People are named by Bitbucket's ids, never by a name or an address.</summary>
internal sealed class AccessOptions
{
    public const string SectionName = "Access";

    /// <summary>Bitbucket <c>uuid</c> (with braces) or <c>account_id</c>.</summary>
    public IList<string> Administrators { get; } = [];

    /// <summary>May see what administrators see and change nothing.</summary>
    public IList<string> Auditors { get; } = [];

    /// <summary>Slugs; only members of one of these workspaces sign in.</summary>
    public IList<string> AllowedWorkspaces { get; } = [];

    /// <summary>Lets every Bitbucket account in, when no workspace is listed.</summary>
    public bool AllowAnyAccount { get; set; }
}
