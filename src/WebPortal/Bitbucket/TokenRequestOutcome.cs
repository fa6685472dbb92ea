namespace WebPortal.Bitbucket;

/// <summary>What the token endpoint said, as a closed set.</summary>
internal abstract record TokenRequestOutcome
{
    private TokenRequestOutcome()
    {
    }

    public sealed record Granted(TokenSet Tokens) : TokenRequestOutcome;

    /// <summary>A 4xx in the form of RFC 6749 section 5.2.</summary>
    /// <param name="ErrorCode">The <c>error</c> field when it is one of the registered codes, else <c>unknown_error</c>.</param>
    public sealed record Refused(string ErrorCode) : TokenRequestOutcome;

    /// <summary>A passing fault: 429, 5xx, time-out, dropped connection, a page instead of JSON.</summary>
    public sealed record Unavailable(int? Status, TimeSpan? RetryAfter) : TokenRequestOutcome;

    /// <summary>A 200 that must not be used: unknown token type, doubled keys, no access token.</summary>
    public sealed record Unusable(string Why) : TokenRequestOutcome;
}
