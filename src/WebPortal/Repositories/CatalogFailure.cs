using WebPortal.Bitbucket;

namespace WebPortal.Repositories;

/// <summary>A failed reading: why, and when the next try is due.</summary>
/// <param name="Attempts">How many times in a row it has failed like this.</param>
internal sealed record CatalogFailure(FailureReason Reason, DateTimeOffset RetryAt, IReadOnlyList<string> RequiredScopes, int Attempts = 1)
{
    /// <summary>Bitbucket said no to this person: what was read before must not be shown any longer.</summary>
    public bool EndsAccess => Reason is FailureReason.ReconnectNeeded or FailureReason.MissingScope or FailureReason.Forbidden or FailureReason.NotFound or FailureReason.Gone;

    /// <param name="former">What stood in the way the last time.</param>
    public static CatalogFailure? Of<T>(PageWalkOutcome<T> outcome, CatalogFailure? former, CatalogLimits limits, DateTimeOffset now)
    {
        if (outcome.IsComplete)
        {
            return null;
        }

        var reason = ReasonOf(outcome.End, outcome.Error);
        var attempts = former?.Reason == reason ? former.Attempts + 1 : 1;
        var least = reason switch
        {
            FailureReason.Unavailable or FailureReason.OutOfTime => limits.PassingRest(attempts),
            FailureReason.RateLimited => limits.LimitRest(attempts),
            FailureReason.TooLong => limits.RestAfterTooLong,
            _ => limits.LongRest,
        };
        var rest = outcome.Error?.RetryAfter is { } asked && asked > least ? asked : least;
        return new CatalogFailure(reason, now + rest, outcome.Error?.RequiredScopes ?? [], attempts);
    }

    private static FailureReason ReasonOf(PageWalkEnd end, BitbucketError? error) => (end, error?.Kind) switch
    {
        (PageWalkEnd.HostileLink, _) => FailureReason.HostilePagingLink,
        (PageWalkEnd.Loop, _) => FailureReason.PagingLoop,
        (PageWalkEnd.TooLong, _) => FailureReason.TooLong,
        (PageWalkEnd.OutOfTime, _) => FailureReason.OutOfTime,
        (_, BitbucketErrorKind.Unauthorized) => FailureReason.ReconnectNeeded,
        (_, BitbucketErrorKind.Forbidden) => FailureReason.Forbidden,
        (_, BitbucketErrorKind.MissingScope) => FailureReason.MissingScope,
        (_, BitbucketErrorKind.NotFound) => FailureReason.NotFound,
        (_, BitbucketErrorKind.Gone) => FailureReason.Gone,
        (_, BitbucketErrorKind.RateLimited) => FailureReason.RateLimited,
        (_, BitbucketErrorKind.Unavailable) => FailureReason.Unavailable,
        _ => FailureReason.Invalid,
    };
}
