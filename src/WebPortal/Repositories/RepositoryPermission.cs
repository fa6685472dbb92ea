namespace WebPortal.Repositories;

/// <summary>What a person may do in a repository, least first.</summary>
internal enum RepositoryPermission
{
    /// <summary>Look and clone.</summary>
    Read,

    /// <summary>Push as well.</summary>
    Write,

    /// <summary>Change its settings as well.</summary>
    Admin,
}
