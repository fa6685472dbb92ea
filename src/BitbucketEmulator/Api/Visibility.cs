using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api;

/// <summary>What exists for whom. What somebody may not see is answered exactly like what is not there.</summary>
internal static class Visibility
{
    public static Workspace? FindWorkspace(World world, string name, Person? viewer) =>
        world.FindWorkspace(name) is { } workspace && (!workspace.IsPrivate || viewer?.In(workspace) is not null) ? workspace : null;

    /// <summary>By workspace and repository, each as slug or braced uuid; <c>{}</c> as workspace finds a repository by its uuid alone.</summary>
    public static Repository? FindRepository(World world, string workspace, string repository, Person? viewer)
    {
        var found = workspace == "{}"
            ? world.FindRepository(repository)
            : world.FindWorkspace(workspace)?.FindRepository(repository);
        return found is not null && AccessOf(viewer, found) > RepositoryAccess.None ? found : null;
    }

    public static RepositoryAccess AccessOf(Person? viewer, Repository repository)
    {
        var access = viewer?.In(repository.Workspace)?.AccessTo(repository) ?? RepositoryAccess.None;
        return access == RepositoryAccess.None && !repository.IsPrivate ? RepositoryAccess.Read : access;
    }
}
