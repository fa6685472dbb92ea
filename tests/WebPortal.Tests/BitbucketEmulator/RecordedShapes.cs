using System.Text.Json.Nodes;

namespace WebPortal.Tests.BitbucketEmulator;

/// <summary>The keys and types Bitbucket's objects are known to have, as "path: type"; a type ending in "?" may be null.</summary>
internal static class RecordedShapes
{
    public static readonly string[] UserMark =
        ["type: string", "uuid: string", "account_id: string", "nickname: string", "display_name: string", "links.self.href: string", "links.html.href: string", "links.avatar.href: string"];

    public static readonly string[] Self =
        [.. UserMark, "username: string", "account_status: string", "created_on: string", "is_staff: boolean", "has_2fa_enabled: boolean?", "location: string?", "website: string?", "links.repositories.href: string", "links.snippets.href: string", "links.hooks.href: string"];

    public static readonly string[] Email =
        ["type: string", "email: string", "is_primary: boolean", "is_confirmed: boolean", "links.self.href: string"];

    public static readonly string[] WorkspaceAccess =
        ["type: string", "administrator: boolean", "workspace.type: string", "workspace.uuid: string", "workspace.slug: string", "workspace.links.avatar.href: string", "workspace.links.self.href: string"];

    public static readonly string[] WorkspaceMark =
        ["type: string", "uuid: string", "name: string", "slug: string", "links.avatar.href: string", "links.html.href: string", "links.self.href: string"];

    public static readonly string[] Workspace =
        [.. WorkspaceMark, "is_private: boolean", "is_personal: boolean", "is_privacy_enforced: boolean", "forking_mode: string", "created_on: string", "updated_on: string", "links.members.href: string", "links.owners.href: string", "links.projects.href: string", "links.repositories.href: string", "links.snippets.href: string"];

    public static readonly string[] ProjectMark =
        ["type: string", "key: string", "uuid: string", "name: string", "links.self.href: string", "links.html.href: string", "links.avatar.href: string"];

    public static readonly string[] Repository =
    [
        "type: string", "uuid: string", "full_name: string", "name: string", "slug: string", "description: string", "scm: string", "website: string?",
        .. Under("owner", ["type: string", "uuid: string", "display_name: string", "links.self.href: string", "links.avatar.href: string", "links.html.href: string"]),
        .. Under("workspace", WorkspaceMark),
        .. Under("project", ProjectMark),
        "is_private: boolean", "fork_policy: string", "created_on: string", "updated_on: string", "size: number", "language: string", "mainbranch: object?",
        "override_settings.default_merge_strategy: boolean", "override_settings.branching_model: boolean", "parent: object?", "enforced_signed_commits: boolean?", "has_issues: boolean", "has_wiki: boolean",
        "links.self.href: string", "links.html.href: string", "links.avatar.href: string", "links.pullrequests.href: string", "links.commits.href: string", "links.forks.href: string", "links.watchers.href: string",
        "links.branches.href: string", "links.tags.href: string", "links.downloads.href: string", "links.source.href: string", "links.hooks.href: string", "links.clone: array",
    ];

    public static readonly string[] RepositoryMark =
        ["type: string", "uuid: string", "full_name: string", "name: string", "links.self.href: string", "links.html.href: string", "links.avatar.href: string"];

    public static readonly string[] RepositoryPermission =
        ["type: string", "permission: string", .. Under("user", UserMark), .. Under("repository", RepositoryMark)];

    public static readonly string[] Membership =
        ["type: string", "links.self.href: string", .. Under("user", UserMark), .. Under("workspace", WorkspaceMark)];

    public static readonly string[] Project =
        [.. ProjectMark, "description: string", "is_private: boolean", "created_on: string", "updated_on: string", "owner.type: string", "owner.display_name: string"];

    public static readonly string[] Commit =
    [
        "type: string", "hash: string", "date: string", "message: string", "summary.raw: string", "summary.markup: string", "summary.html: string", "author.raw: string", "parents: array", "participants: array",
        .. Under("author.user", UserMark), .. Under("repository", RepositoryMark),
        "links.self.href: string", "links.html.href: string", "links.diff.href: string", "links.patch.href: string", "links.comments.href: string", "links.approve.href: string", "links.statuses.href: string",
    ];

    public static readonly string[] Branch =
        ["type: string", "name: string", "default_merge_strategy: string", "merge_strategies: array", "links.self.href: string", "links.commits.href: string", "links.html.href: string", .. Under("target", Commit)];

    public static readonly string[] Tag =
        ["type: string", "name: string", "message: string", "date: string", "tagger: object?", "links.self.href: string", .. Under("target", Commit)];

    public static readonly string[] PullRequest =
    [
        "type: string", "id: number", "title: string", "description: string", "summary.raw: string", "state: string", "comment_count: number", "task_count: number", "close_source_branch: boolean", "reason: string",
        "created_on: string", "updated_on: string", "merge_commit: object?", "closed_by: object?", .. Under("author", UserMark),
        "source.branch.name: string", "source.commit.hash: string", .. Under("source.repository", RepositoryMark),
        "destination.branch.name: string", "destination.commit.hash: string", .. Under("destination.repository", RepositoryMark),
        "links.self.href: string", "links.html.href: string", "links.commits.href: string", "links.comments.href: string", "links.diff.href: string", "links.activity.href: string", "links.statuses.href: string",
    ];

    public static readonly string[] TreeEntry =
        ["type: string", "path: string", "commit.type: string", "commit.hash: string", "links.self.href: string", "links.meta.href: string"];

    public static readonly string[] Pipeline =
        ["type: string", "uuid: string", "build_number: number", "target.type: string", "trigger.type: string", "state.type: string", "created_on: string", .. Under("creator", UserMark), .. Under("repository", RepositoryMark)];

    /// <summary>Every expectation the object does not meet.</summary>
    public static IReadOnlyList<string> MissingFrom(JsonNode value, IEnumerable<string> shape) =>
        [.. shape.Where(expectation => !Meets(value, expectation))];

    private static IEnumerable<string> Under(string prefix, IEnumerable<string> shape) => shape.Select(line => $"{prefix}.{line}");

    private static bool Meets(JsonNode value, string expectation)
    {
        var (path, type) = (expectation.Split(": ")[0], expectation.Split(": ")[1]);
        JsonNode? found = value;
        foreach (var name in path.Split('.'))
        {
            if (found is not JsonObject parent || !parent.TryGetPropertyValue(name, out found))
                return false;
        }

        return found is null ? type.EndsWith('?') : found.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => type.TrimEnd('?') == "boolean",
            var kind => type.TrimEnd('?').Equals(kind.ToString(), StringComparison.OrdinalIgnoreCase),
        };
    }
}
