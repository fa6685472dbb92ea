namespace WebPortal.Lending;

/// <summary>What a portal token may be allowed to read, by name.</summary>
internal static class LeashOperations
{
    public static readonly string ReadUser = "user.read";
    public static readonly string ReadWorkspaces = "workspaces.read";
    public static readonly string ReadRepositories = "repositories.read";
    public static readonly string ReadRefs = "refs.read";
    public static readonly string ReadCommits = "commits.read";
    public static readonly string ReadSource = "source.read";
    public static readonly string ReadDiffs = "diffs.read";
    public static readonly string ReadPullRequests = "pullrequests.read";
    public static readonly string ReadPipelines = "pipelines.read";

    public static readonly IReadOnlyList<string> All =
        [ReadUser, ReadWorkspaces, ReadRepositories, ReadRefs, ReadCommits, ReadSource, ReadDiffs, ReadPullRequests, ReadPipelines];
}
