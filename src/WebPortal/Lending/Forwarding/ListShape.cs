namespace WebPortal.Lending.Forwarding;

/// <summary>What the answer of an operation may tell about places that a leash does not allow.</summary>
internal enum ListShape
{
    /// <summary>Only about the repository or workspace in the address.</summary>
    Own,

    /// <summary>One repository, which may name the one that it was forked from.</summary>
    Repository,

    /// <summary>Entries that are repositories.</summary>
    Repositories,

    /// <summary>Entries with a member <c>workspace</c>.</summary>
    Workspaces,

    /// <summary>Entries with a member <c>repository</c>.</summary>
    Permissions,

    /// <summary>Pull requests, whose source may be another repository.</summary>
    PullRequests,

    /// <summary>Entries that are projects.</summary>
    Projects,
}
