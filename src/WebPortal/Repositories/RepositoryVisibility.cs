namespace WebPortal.Repositories;

/// <summary>Who may see a repository at Bitbucket.</summary>
internal enum RepositoryVisibility
{
    /// <summary>Everybody.</summary>
    Public,

    /// <summary>People with access only.</summary>
    Private,
}
