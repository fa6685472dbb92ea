using System.Globalization;

namespace WebPortal.Repositories.Details;

/// <summary>Addresses of a repository's parts at Bitbucket's web site, made from the repository's own address and never taken from an answer.</summary>
/// <param name="web">As <see cref="RepositoryItem.HtmlUrl"/>: already judged; without it there are no links.</param>
internal sealed class SourceLinks(string? web)
{
    private readonly string? start = web?.Split('?', '#')[0].TrimEnd('/');

    public string? Branch(string name) => Below("branch", name);

    public string? Tag(string name) => Below("commits/tag", name);

    public string? Branches => Below("branches");

    public string? Commits => Below("commits");

    public string? PullRequests => Below("pull-requests");

    public string? Commit(string hash) => Below("commits", hash);

    public string? PullRequest(long id) => Below("pull-requests", id.ToString(CultureInfo.InvariantCulture));

    public string? File(string revision, string path) => start is null
        ? null
        : $"{start}/src/{Uri.EscapeDataString(revision)}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    private string? Below(string part, string? name = null) =>
        start is null ? null : name is null ? $"{start}/{part}/" : $"{start}/{part}/{Uri.EscapeDataString(name)}";
}
