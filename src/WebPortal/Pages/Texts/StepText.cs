using WebPortal.Administration;

namespace WebPortal.Pages.Texts;

/// <summary>One step of the ladder in words: what it is, how it stands, and the tone of that.</summary>
internal sealed record StepText(string Name, string State, string Tone, DateTimeOffset? At)
{
    public static StepText Of(CertificateStep step) => new(
        step.Step switch
        {
            "use-stopped" => "Use stopped",
            "use-resumed" => "Use resumed",
            "sessions-ended" => step.Note is "1" ? "1 session ended" : $"{step.Note} sessions ended",
            "refresh-token-spent" => "Refresh token spent",
            "access-token-refused" => "Access token refused by Bitbucket",
            _ => "Sealed values destroyed",
        },
        step.State switch
        {
            "done" => "Done",
            "already-dead" => "It was dead already",
            "expired" => "It had reached its own end",
            "skipped" => "Left as it was",
            "failed" => "Given up",
            _ => "Pending",
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
