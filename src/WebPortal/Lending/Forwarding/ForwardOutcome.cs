namespace WebPortal.Lending.Forwarding;

/// <summary>A verdict with what an answer in its place needs.</summary>
/// <param name="Status">Bitbucket's; 0 when it did not answer.</param>
internal sealed record ForwardOutcome(ForwardVerdict Verdict, int Status, Uri? Location = null, TimeSpan? RetryAfter = null)
{
    public static readonly ForwardOutcome None = new(ForwardVerdict.Failed, 0);
}
