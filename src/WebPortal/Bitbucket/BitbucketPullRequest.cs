namespace WebPortal.Bitbucket;

/// <summary>A pull request as Bitbucket answers it.</summary>
internal sealed record BitbucketPullRequest(
    long? Id,
    string? Title,
    bool? Draft,
    BitbucketUser? Author,
    BitbucketPullRequest.End? Source,
    BitbucketPullRequest.End? Destination,
    string? UpdatedOn,
    int? CommentCount)
{
    /// <summary>From where, or to where.</summary>
    internal sealed record End(BitbucketRepository.Branch? Branch);
}
