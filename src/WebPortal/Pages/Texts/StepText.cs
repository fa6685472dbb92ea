using System.Globalization;
using WebPortal.Administration;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>One step of the ladder in words: what it is, how it stands when it is not simply done, and the tone of that.</summary>
internal sealed record StepText(string Name, string? State, string Tone, DateTimeOffset? At)
{
    public static StepText Of(CertificateStep step) => new(
        step.Step switch
        {
            "use-stopped" => step.State == "skipped" ? OrdersWords.StepNothing : OrdersWords.StepUseStopped,
            "use-resumed" => OrdersWords.StepUseResumed,
            "sessions-ended" => Plural.Of(int.TryParse(step.Note, NumberStyles.None, CultureInfo.InvariantCulture, out var sessions) ? sessions : 0, OrdersWords.StepSessionsOne, OrdersWords.StepSessionsMany),
            "refresh-token-spent" => OrdersWords.StepSpent,
            "access-token-refused" => OrdersWords.StepRefused,
            _ => OrdersWords.StepDestroyed,
        },
        step.State switch
        {
            "done" => null,
            "already-dead" => OrdersWords.StepDeadAlready,
            "expired" => OrdersWords.StepExpired,
            "skipped" => OrdersWords.StepSkipped,
            "failed" => OrdersWords.StepFailed,
            _ => OrdersWords.StepPending,
        },
        step.State switch
        {
            "failed" => "bad",
            "pending" => "wait",
            "skipped" => "off",
            _ => "good",
        },
        step.At);
}
