namespace WebPortal.Bitbucket;

/// <summary>Why an upstream call gave no value. Carries no upstream text.</summary>
/// <param name="Kind">The class of failure.</param>
/// <param name="Status">HTTP status, when there was an answer.</param>
/// <param name="RetryAfter">Time to wait before the next try, when known.</param>
/// <param name="RequiredScopes">For <see cref="BitbucketErrorKind.MissingScope"/>: the scopes that would open the operation.</param>
internal sealed record BitbucketError(
    BitbucketErrorKind Kind,
    int? Status = null,
    TimeSpan? RetryAfter = null,
    IReadOnlyList<string>? RequiredScopes = null);
