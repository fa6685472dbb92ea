using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>The state of a connection in words: a label, a colour's name, and what it means for the person.</summary>
internal sealed record StateText(string Label, string Tone, string Meaning)
{
    /// <param name="state">One of the contract's words.</param>
    /// <param name="reason">Why it is in that state, when there is a word for it.</param>
    public static StateText Of(string state, string? reason = null) => state switch
    {
        "Healthy" => new(TextsWords.Healthy, "good", TextsWords.HealthyMeans),
        "Retrying" => new(TextsWords.Retrying, "wait", TextsWords.RetryingMeans),
        "ReconnectNeeded" => new(TextsWords.ReconnectNeeded, "bad", TextsWords.ReconnectNeededMeans),
        "Suspended" => new(TextsWords.Suspended, "wait", Suspended(reason)),
        _ => new(TextsWords.Ended, "off", TextsWords.EndedMeans),
    };

    /// <summary>The same for a connection whose credential somebody typed in: no consent mends it, but another credential.</summary>
    /// <param name="isAccountSecret">Whether it is a person's own, which the portal cannot renew.</param>
    public static StateText OfTyped(string state, string? reason, bool isAccountSecret) => state switch
    {
        "ReconnectNeeded" => new(TextsWords.ReplaceNeeded, "bad", TextsWords.ReplaceNeededMeans),
        "Healthy" when isAccountSecret => new(TextsWords.Healthy, "good", TextsWords.HealthySecretMeans),
        _ => Of(state, reason),
    };

    private static string Suspended(string? reason) => reason switch
    {
        "left-workspaces" => TextsWords.SuspendedLeftWorkspaces,
        "being-revoked" => TextsWords.SuspendedBeingRevoked,
        "keys-lost" => TextsWords.SuspendedKeysLost,
        _ => TextsWords.SuspendedByAdministrator,
    };
}
