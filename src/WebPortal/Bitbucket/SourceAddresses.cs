using Microsoft.Extensions.Options;

namespace WebPortal.Bitbucket;

/// <summary>The addresses below one repository, cut to the fields that are shown. What varies is encoded piece by piece.</summary>
internal sealed class SourceAddresses(IOptions<BitbucketOptions> options)
{
    private const string RefFields = "values.name,values.target.hash,values.target.date,size,next";

    private const string CommitFields = "values.hash,values.date,values.message,values.author.raw,values.author.user.display_name,next";

    private const string PullRequestFields =
        "values.id,values.title,values.draft,values.author.display_name,values.source.branch.name,values.destination.branch.name,values.updated_on,values.comment_count,size,next";

    private const string EntryFields = "values.type,values.path,values.size,values.commit.hash";

    /// <summary>The ones that moved last come first.</summary>
    public ApiAddress Branches(WorkspaceSlug workspace, RepositorySlug repository) =>
        Below(workspace, repository, $"refs/branches?pagelen=20&sort=-target.date&fields={RefFields}");

    public ApiAddress Tags(WorkspaceSlug workspace, RepositorySlug repository) =>
        Below(workspace, repository, $"refs/tags?pagelen=20&sort=-target.date&fields={RefFields}");

    /// <returns>Null for a name that cannot stand in a path.</returns>
    public ApiAddress? Branch(WorkspaceSlug workspace, RepositorySlug repository, string name) =>
        Path(name) is { } path ? Below(workspace, repository, $"refs/branches/{path}?fields=name,target.hash") : null;

    public ApiAddress Commits(WorkspaceSlug workspace, RepositorySlug repository, string branch) =>
        Below(workspace, repository, $"commits?include={Uri.EscapeDataString(branch)}&pagelen=10&fields={CommitFields}");

    public ApiAddress OpenPullRequests(WorkspaceSlug workspace, RepositorySlug repository) =>
        Below(workspace, repository, $"pullrequests?state=OPEN&pagelen=20&sort=-updated_on&fields={PullRequestFields}");

    /// <summary>Files of the first folder whose name has "readme" in it.</summary>
    /// <param name="revision">A hash, or a branch without a slash.</param>
    public ApiAddress? Readmes(WorkspaceSlug workspace, RepositorySlug repository, string revision) =>
        Segment(revision) is { } segment
            ? Below(workspace, repository, $"src/{segment}/?pagelen=50&q={Uri.EscapeDataString("path ~ \"readme\"")}&fields={EntryFields}")
            : null;

    public ApiAddress? File(WorkspaceSlug workspace, RepositorySlug repository, string revision, string path) =>
        Segment(revision) is { } segment && Path(path) is { } encoded ? Below(workspace, repository, $"src/{segment}/{encoded}") : null;

    private static string? Path(string path)
    {
        var segments = path.Split('/').Select(Segment).ToArray();
        return segments.Contains(null) ? null : string.Join('/', segments);
    }

    /// <summary>A name of dots would climb out of its folder.</summary>
    private static string? Segment(string text) => text is "" or "." or ".." || text.Contains('/', StringComparison.Ordinal) ? null : Uri.EscapeDataString(text);

    private ApiAddress Below(WorkspaceSlug workspace, RepositorySlug repository, string rest) =>
        ApiAddress.Below(options.Value.ApiBaseAddress, $"repositories/{workspace.ToPathSegment()}/{repository.ToPathSegment()}/{rest}");
}
