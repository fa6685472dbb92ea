namespace BitbucketEmulator.Control;

/// <summary>Refuses faults that could not do what their author meant.</summary>
internal static class FaultCheck
{
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);

    /// <summary>What is wrong with the rule and how to put it right, or null.</summary>
    public static string? Complain(FaultRule rule) => rule switch
    {
        { Status: < 200 or > 599 } => "A fault's status must be between 200 and 599.",
        { Delay: { } delay } when delay < TimeSpan.Zero || delay > LongestDelay => "A fault's delay must be between 00:00:00 and 00:01:00.",
        { AnswerDelay: { } delay } when delay < TimeSpan.Zero || delay > LongestDelay => "A fault's answerDelay must be between 00:00:00 and 00:01:00.",
        { Count: < 1 } => "A fault's count must be 1 or more; leave it out to let it happen for ever.",
        { Skip: < 0 } => "A fault's skip must be 0 or more.",
        { CutAfter: < 0 } => "A fault's cutAfter must be 0 or more.",
        { PathPrefix: { } prefix } when !prefix.StartsWith('/') => "A fault's pathPrefix must start with '/', for example /2.0/user.",
        { Next: HostileNext.Literal, NextValue: null } => "A fault with next 'literal' needs nextValue.",
        { NextValue: not null, Next: not HostileNext.Literal } => "A fault's nextValue belongs to next 'literal'.",
        { Body: not null, Status: null } => "A fault with a body needs a status, for example 500.",
        { Headers: { } headers } when headers.Any(pair => !IsHeader(pair.Key, pair.Value)) => "A fault's headers must have plain names and no line breaks or control characters in their values.",
        { RedirectTo: { } location } when !IsHeader("Location", location) => "A fault's redirectTo must be plain ASCII without line breaks.",
        { RetryAfter: { } seconds } when !IsHeader("Retry-After", seconds) => "A fault's retryAfter must be plain ASCII without line breaks.",
        { ContentType: { } type } when !IsHeader("Content-Type", type) => "A fault's contentType must be plain ASCII without line breaks.",
        _ when DoesNothing(rule) => "A fault must do something: status, delay, answerDelay, abort, cutAfter, redirectTo, garbage or next.",
        _ => null,
    };

    private static bool DoesNothing(FaultRule rule) => rule is
    {
        Status: null, Delay: null, AnswerDelay: null, Abort: false, CutAfter: null, RedirectTo: null, Garbage: false, Next: null, RetryAfter: null, Headers: null,
    };

    private static bool IsHeader(string name, string value) =>
        name.Length > 0
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
        && value.All(character => character is >= ' ' and <= '~');
}
