using WebPortal.Bitbucket;

namespace WebPortal.Connections.Adding;

/// <summary>What a trial found: nothing wrong, or the problem. Holds no text of Bitbucket.</summary>
internal sealed record TrialOutcome(AdditionProblem? Problem, IReadOnlyList<string>? Scopes = null)
{
    public string? GrantedScope { get; init; }

    /// <summary>What a client got, to be stored rather than fetched twice.</summary>
    public TokenSet? Tokens { get; init; }

    public AdditionOutcome ToRefusal() => new(null, Problem, Scopes);

    public static TrialOutcome Of(BitbucketError error) => error.Kind switch
    {
        BitbucketErrorKind.Unauthorized => new(AdditionProblem.CredentialRefused),
        BitbucketErrorKind.MissingScope => new(AdditionProblem.ScopeMissing, error.RequiredScopes),
        BitbucketErrorKind.Forbidden => new(AdditionProblem.ScopeMissing),
        BitbucketErrorKind.RateLimited => new(AdditionProblem.RateLimited),
        BitbucketErrorKind.Unavailable => new(AdditionProblem.Unavailable),
        _ => new(AdditionProblem.UnusableAnswer),
    };
}
