using WebPortal.Administration;

namespace WebPortal.Pages.Texts;

/// <summary>One step of the ladder in words: what it is, how it stands when it is not simply done, and the tone of that.</summary>
internal sealed record StepText(string Name, string? State, string Tone, DateTimeOffset? At)
{
    public static StepText Of(CertificateStep step) => new(
        step.Step switch
        {
            "use-stopped" => step.State == "skipped" ? "Nothing to change" : "Use stopped",
            "use-resumed" => "Use resumed",
            "sessions-ended" => step.Note is "1" ? "1 session ended" : $"{step.Note} sessions ended",
            "refresh-token-spent" => "Refresh token spent",
            "access-token-refused" => "Access token dead at Bitbucket",
            _ => "Sealed values destroyed",
        },
        step.State switch
        {
            "done" => null,
            "already-dead" => "it was dead already,",
            "expired" => "it reached its own end,",
            "skipped" => "left as it was",
            "failed" => "given up",
            _ => "pending",
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
