namespace BitbucketEmulator.Seed;

/// <summary>What a person may do in a workspace.</summary>
internal enum WorkspaceRole
{
    Member,
    CreateProject,
    Owner,
}

/// <summary>What a person may do in a repository, least first.</summary>
internal enum RepositoryAccess
{
    None,
    Read,
    Write,
    Admin,
}

/// <summary>One person in one workspace.</summary>
internal sealed record Membership(Person Person, Workspace Workspace, WorkspaceRole Role, bool ReadOnly = false)
{
    public string RoleText => Role switch
    {
        WorkspaceRole.Owner => "owner",
        WorkspaceRole.CreateProject => "create-project",
        _ => "member",
    };

    public RepositoryAccess AccessTo(Repository repository) => this switch
    {
        { Role: WorkspaceRole.Owner } => RepositoryAccess.Admin,
        _ when repository.OwnersOnly => RepositoryAccess.None,
        { ReadOnly: true } => RepositoryAccess.Read,
        { Role: WorkspaceRole.CreateProject } => RepositoryAccess.Write,
        _ => Deterministic.Number(repository.Number, Person.Number) % 4 == 0 ? RepositoryAccess.Write : RepositoryAccess.Read,
    };
}
