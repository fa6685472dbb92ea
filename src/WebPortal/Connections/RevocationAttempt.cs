using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>What one try of the optional steps is told and finds out; nothing of the credential is in it.</summary>
/// <param name="Number">How many tries there were, this one included.</param>
/// <param name="RetryAfter">The longest wait that Bitbucket asked for.</param>
internal sealed record RevocationAttempt(int Number, RevocationStepState Spend, RevocationStepState Probe, TimeSpan? RetryAfter)
{
    /// <summary>With doubled waits these are a good half hour.</summary>
    public const int MostSpends = 10;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(15);

    /// <summary>Nothing is left to do with the sealed values.</summary>
    public bool IsOver => Spend != RevocationStepState.Pending && Probe != RevocationStepState.Pending;

    /// <summary>Bitbucket could not be asked, or its answer settled nothing: tried again, but not for ever, for the sealed values are not kept for that.</summary>
    public RevocationAttempt Unspent(TimeSpan? retryAfter = null) =>
        this with { Spend = Number >= MostSpends ? RevocationStepState.Failed : RevocationStepState.Pending, RetryAfter = retryAfter };

    /// <summary>The access token still lives, or that could not be told.</summary>
    public RevocationAttempt Asked(TimeSpan? retryAfter) => RetryAfter is null || retryAfter > RetryAfter ? this with { RetryAfter = retryAfter } : this;

    /// <summary>Doubled each time and spread by a fifth, never sooner than asked; a mere probe never waits past the token's own end.</summary>
    public DateTimeOffset NextAt(DateTimeOffset now, DateTimeOffset tokenExpiresAt)
    {
        var doubled = FirstDelay * Math.Pow(2, Math.Min(Number - 1, 10));
        var delay = (doubled < LongestDelay ? doubled : LongestDelay) * (0.8 + (0.4 * Random.Shared.NextDouble()));
        var next = now + (RetryAfter > delay ? RetryAfter.Value : delay);
        return Spend != RevocationStepState.Pending && next > tokenExpiresAt ? tokenExpiresAt : next;
    }
}
