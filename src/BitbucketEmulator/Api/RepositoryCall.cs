using BitbucketEmulator.Hosting;
using BitbucketEmulator.Seed;

namespace BitbucketEmulator.Api;

/// <summary>Finds the repository a call is about, or answers 404 the way Bitbucket does.</summary>
internal static class RepositoryCall
{
    public static Answer With(ApiCall call, Func<Repository, Answer> run)
    {
        var world = call.State.World;
        var (workspace, slug) = (call["workspace"], call["repo_slug"]);
        if (Visibility.FindRepository(world, workspace, slug, call.Caller.Person) is { } repository)
            return run(repository);
        return workspace == "{}" || world.FindWorkspace(workspace) is not null
            ? ApiErrors.NoRepository()
            : ApiErrors.NoWorkspace(workspace);
    }
}
