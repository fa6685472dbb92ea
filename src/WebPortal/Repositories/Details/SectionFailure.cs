using WebPortal.Bitbucket;

namespace WebPortal.Repositories.Details;

/// <summary>Why one section shows nothing.</summary>
/// <param name="RequiredScopes">For a missing scope: what Bitbucket asks for.</param>
internal sealed record SectionFailure(FailureReason Reason, IReadOnlyList<string> RequiredScopes)
{
    public static SectionFailure Of(BitbucketError error) => new(ReasonOf(error.Kind), error.RequiredScopes ?? []);

    private static FailureReason ReasonOf(BitbucketErrorKind kind) => kind switch
    {
        BitbucketErrorKind.Unauthorized => FailureReason.ReconnectNeeded,
        BitbucketErrorKind.Forbidden => FailureReason.Forbidden,
        BitbucketErrorKind.MissingScope => FailureReason.MissingScope,
        BitbucketErrorKind.NotFound => FailureReason.NotFound,
        BitbucketErrorKind.Gone => FailureReason.Gone,
        BitbucketErrorKind.RateLimited => FailureReason.RateLimited,
        BitbucketErrorKind.Unavailable => FailureReason.Unavailable,
        _ => FailureReason.Invalid,
    };
}
