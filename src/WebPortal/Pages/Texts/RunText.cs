using WebPortal.Administration;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>How a run stands, in a word with a tone and in a sentence.</summary>
internal sealed record RunText(string Label, string Tone, string Meaning)
{
    public static RunText Of(RunRow run) => run switch
    {
        { StoppedAt: null } => new(OrdersWords.BeingCarriedOut, "wait", OrdersWords.BeingCarriedOutMeans),
        { CompletedAt: null } => new(OrdersWords.StepsAtBitbucket, "wait", OrdersWords.StepsAtBitbucketMeans),
        { Failed: > 0 } => new(OrdersWords.DoneWithLeftovers, "bad", OrdersWords.DoneWithLeftoversMeans),
        _ => new(OrdersWords.RunDone, "good", run.Action switch
        {
            "Suspend" => OrdersWords.RunSuspended,
            "Resume" => OrdersWords.RunResumed,
            _ => OrdersWords.RunRevoked,
        }),
    };
}
