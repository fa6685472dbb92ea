namespace WebPortal.Bitbucket;

/// <summary>A repository as Bitbucket answers it: any part may be missing. Times stay text, so that an odd one does not spoil the page.</summary>
internal sealed record BitbucketRepository(
    string? Uuid,
    string? Slug,
    string? Name,
    string? FullName,
    string? Description,
    bool? IsPrivate,
    string? Language,
    long? Size,
    string? CreatedOn,
    string? UpdatedOn,
    BitbucketRepository.Branch? Mainbranch,
    BitbucketRepository.ProjectReference? Project,
    BitbucketWorkspace? Workspace,
    BitbucketLinks? Links)
{
    /// <summary>A branch by name.</summary>
    internal sealed record Branch(string? Name);

    /// <summary>The project a repository stands in.</summary>
    internal sealed record ProjectReference(string? Key, string? Name);
}
