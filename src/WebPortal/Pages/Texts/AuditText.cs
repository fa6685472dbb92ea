using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>An event of the audit log in words: a label and a colour's name.</summary>
internal sealed record AuditText(string Label, string Tone)
{
    private static readonly Dictionary<string, Func<AuditText>> Texts = new(StringComparer.Ordinal)
    {
        ["sign-in"] = () => new(AuditWords.SignedIn, "good"),
        ["sign-out"] = () => new(AuditWords.SignedOut, "off"),
        ["session-end"] = () => new(AuditWords.SessionEnded, "off"),
        ["sessions-end-everybody"] = () => new(AuditWords.EverybodyEnded, "bad"),
        ["person-delete"] = () => new(AuditWords.DataDeleted, "bad"),
        ["connection-added"] = () => new(AuditWords.ConnectionAdded, "good"),
        ["connection-replaced"] = () => new(AuditWords.CredentialReplaced, "good"),
        ["credential-expiring"] = () => new(AuditWords.CredentialExpiring, "wait"),
        ["connection-default-chosen"] = () => new(AuditWords.DefaultChosen, "off"),
        ["connection-disconnect"] = () => new(AuditWords.Disconnected, "off"),
        ["connection-suspend"] = () => new(AuditWords.ConnectionSuspended, "wait"),
        ["connection-resume"] = () => new(AuditWords.ConnectionResumed, "good"),
        ["connection-recovered"] = () => new(AuditWords.ConnectionRecovered, "good"),
        ["connection-revoke"] = () => new(AuditWords.ConnectionRevoked, "bad"),
        ["connection-destroyed"] = () => new(AuditWords.CredentialDestroyed, "bad"),
        ["connection-reconnect-needed"] = () => new(AuditWords.ReconnectNeeded, "wait"),
        ["revocation-ordered"] = () => new(AuditWords.OrderGiven, "wait"),
        ["revocation-completed"] = () => new(AuditWords.OrderCompleted, "off"),
        ["revocation-stopped"] = () => new(AuditWords.UseStopped, "wait"),
        ["refresh-token-refused-unspent"] = () => new(AuditWords.UnspentRefused, "bad"),
        ["client-refused"] = () => new(AuditWords.ClientRefused, "bad"),
        ["client-accepted"] = () => new(AuditWords.ClientAccepted, "good"),
        ["keys-lost"] = () => new(AuditWords.KeysLost, "bad"),
        ["keys-found"] = () => new(AuditWords.KeysFound, "good"),
        ["portal-token-make"] = () => new(AuditWords.TokenMade, "good"),
        ["portal-token-revoke"] = () => new(AuditWords.TokenRevoked, "bad"),
        ["portal-token-first-use"] = () => new(AuditWords.TokenFirstUsed, "off"),
        ["audit-export"] = () => new(AuditWords.LogExported, "off"),
    };

    private static readonly Dictionary<string, Func<string>> Outcomes = new(StringComparer.Ordinal)
    {
        ["malformed"] = () => AuditWords.OutcomeMalformed,
        ["unknown-state"] = () => AuditWords.OutcomeUnknownState,
        ["expired"] = () => AuditWords.OutcomeExpired,
        ["other-browser"] = () => AuditWords.OutcomeOtherBrowser,
        ["already-used"] = () => AuditWords.OutcomeAlreadyUsed,
        ["denied"] = () => AuditWords.OutcomeDenied,
        ["refused-by-bitbucket"] = () => AuditWords.OutcomeRefusedByBitbucket,
        ["code-refused"] = () => AuditWords.OutcomeCodeRefused,
        ["client-refused"] = () => AuditWords.OutcomeClientRefused,
        ["unavailable"] = () => AuditWords.OutcomeUnavailable,
        ["unusable-answer"] = () => AuditWords.OutcomeUnusableAnswer,
        ["account-scope-missing"] = () => AuditWords.OutcomeAccountScopeMissing,
        ["not-a-member"] = () => AuditWords.OutcomeNotAMember,
        ["failed"] = () => AuditWords.OutcomeFailed,
        ["refused"] = () => AuditWords.OutcomeRefused,
        ["refused-after-refresh"] = () => AuditWords.OutcomeRefusedAfterRefresh,
        ["no-refresh-token"] = () => AuditWords.OutcomeNoRefreshToken,
        ["credential-refused"] = () => AuditWords.OutcomeCredentialRefused,
        ["credential-expired"] = () => AuditWords.OutcomeCredentialExpired,
        ["own-client-refused"] = () => AuditWords.OutcomeOwnClientRefused,
        ["own-client-not-private"] = () => AuditWords.OutcomeOwnClientNotPrivate,
        ["own-client-without-callback"] = () => AuditWords.OutcomeOwnClientWithoutCallback,
        ["client-locked-out"] = () => AuditWords.OutcomeClientLockedOut,
    };

    /// <summary>The words for an action; the action itself when a later version wrote it.</summary>
    public static AuditText Of(string action) => Texts.GetValueOrDefault(action)?.Invoke() ?? new AuditText(action, "off");

    /// <summary>The same with what came of it: a sign-in that was refused is no sign-in.</summary>
    public static AuditText Of(string action, string outcome) =>
        action == "sign-in" && outcome != "done" ? new AuditText(AuditWords.SignInRefused, "wait") : Of(action);

    /// <summary>A code in kebab case as words; nothing for what simply succeeded.</summary>
    public static string? Outcome(string outcome) => outcome == "done" ? null : Outcomes.GetValueOrDefault(outcome)?.Invoke() ?? outcome.Replace('-', ' ').Replace('_', ' ');
}
