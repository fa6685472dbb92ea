using System.Collections.Frozen;

namespace WebPortal.Lending.Forwarding;

/// <summary>Every operation of Bitbucket that is passed on. What is not listed here does not exist for a portal token.</summary>
internal static class ForwardOperations
{
    private const string Repository = "repositories/{workspace}/{repository}";

    private static readonly FrozenSet<string> One = Set("fields");
    private static readonly FrozenSet<string> List = Set("fields", "page", "pagelen", "q", "sort");
    private static readonly FrozenSet<string> Walk = Set("fields", "page", "pagelen", "ctx", "include", "exclude", "path");
    private static readonly FrozenSet<string> Source = Set("fields", "page", "pagelen", "q", "sort", "format", "max_depth");
    private static readonly FrozenSet<string> Diff = Set("context", "path", "ignore_whitespace", "binary", "renames", "merge", "topic");
    private static readonly FrozenSet<string> DiffStat = Set("fields", "page", "pagelen", "path", "ignore_whitespace", "renames", "merge", "topic");
    private static readonly FrozenSet<string> Requests = Set("fields", "page", "pagelen", "q", "sort", "state");
    private static readonly FrozenSet<string> Pipelines = Set(
        "fields", "page", "pagelen", "sort", "status", "trigger_type", "created_on", "creator.uuid", "target.ref_type", "target.ref_name",
        "target.branch", "target.commit.hash", "target.selector.pattern", "target.selector.type");

    public static readonly IReadOnlyList<ForwardOperation> All =
    [
        new("user", LeashOperations.ReadUser, One),
        new("user/emails", LeashOperations.ReadUser, List),
        new("user/workspaces", LeashOperations.ReadWorkspaces, Set("fields", "page", "pagelen", "q", "sort", "administrator"), ListShape.Workspaces),
        new("user/workspaces/{workspace}/permission", LeashOperations.ReadWorkspaces, One),
        new("user/workspaces/{workspace}/permissions/repositories", LeashOperations.ReadRepositories, List, ListShape.Permissions),
        new("workspaces/{workspace}", LeashOperations.ReadWorkspaces, One),
        new("workspaces/{workspace}/projects", LeashOperations.ReadWorkspaces, List, ListShape.Projects),
        new("workspaces/{workspace}/projects/{project}", LeashOperations.ReadWorkspaces, One),
        new("workspaces/{workspace}/pullrequests/{user}", LeashOperations.ReadPullRequests, Requests, ListShape.PullRequests),
        new("repositories/{workspace}", LeashOperations.ReadRepositories, Set("fields", "page", "pagelen", "q", "sort", "role"), ListShape.Repositories),
        new(Repository, LeashOperations.ReadRepositories, One, ListShape.Repository),
        new($"{Repository}/refs", LeashOperations.ReadRefs, List),
        new($"{Repository}/refs/branches", LeashOperations.ReadRefs, List),
        new($"{Repository}/refs/branches/{{name*}}", LeashOperations.ReadRefs, One),
        new($"{Repository}/refs/tags", LeashOperations.ReadRefs, List),
        new($"{Repository}/refs/tags/{{name*}}", LeashOperations.ReadRefs, One),
        new($"{Repository}/commits", LeashOperations.ReadCommits, Walk),
        new($"{Repository}/commits/{{revision*}}", LeashOperations.ReadCommits, Walk),
        new($"{Repository}/commit/{{revision}}", LeashOperations.ReadCommits, One),
        new($"{Repository}/commit/{{revision}}/statuses", LeashOperations.ReadCommits, Set("fields", "page", "pagelen", "q", "sort", "refname")),
        new($"{Repository}/merge-base/{{spec}}", LeashOperations.ReadCommits, One),
        new($"{Repository}/src", LeashOperations.ReadSource, Source),
        new($"{Repository}/src/{{revision}}", LeashOperations.ReadSource, Source),
        new($"{Repository}/src/{{revision}}/{{path*}}", LeashOperations.ReadSource, Source),
        new($"{Repository}/filehistory/{{revision}}/{{path*}}", LeashOperations.ReadSource, Set("fields", "page", "pagelen", "q", "sort", "renames")),
        new($"{Repository}/diff/{{spec}}", LeashOperations.ReadDiffs, Diff),
        new($"{Repository}/diffstat/{{spec}}", LeashOperations.ReadDiffs, DiffStat),
        new($"{Repository}/patch/{{spec}}", LeashOperations.ReadDiffs, Diff),
        new($"{Repository}/pullrequests", LeashOperations.ReadPullRequests, Requests, ListShape.PullRequests),
        new($"{Repository}/pullrequests/{{number}}", LeashOperations.ReadPullRequests, One, ListShape.PullRequests),
        new($"{Repository}/pullrequests/{{number}}/commits", LeashOperations.ReadPullRequests, Walk, ListShape.PullRequests),
        new($"{Repository}/pullrequests/{{number}}/comments", LeashOperations.ReadPullRequests, List, ListShape.PullRequests),
        new($"{Repository}/pullrequests/{{number}}/statuses", LeashOperations.ReadPullRequests, List, ListShape.PullRequests),
        new($"{Repository}/pullrequests/{{number}}/diff", LeashOperations.ReadPullRequests, Diff),
        new($"{Repository}/pullrequests/{{number}}/diffstat", LeashOperations.ReadPullRequests, DiffStat),
        new($"{Repository}/pullrequests/{{number}}/patch", LeashOperations.ReadPullRequests, Diff),
        new($"{Repository}/pipelines", LeashOperations.ReadPipelines, Pipelines),
        new($"{Repository}/pipelines/{{uuid}}", LeashOperations.ReadPipelines, One),
        new($"{Repository}/pipelines/{{uuid}}/steps", LeashOperations.ReadPipelines, List),
        new($"{Repository}/pipelines/{{uuid}}/steps/{{uuid}}", LeashOperations.ReadPipelines, One),
        new($"{Repository}/pipelines/{{uuid}}/steps/{{uuid}}/log", LeashOperations.ReadPipelines, Set()),
    ];

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
