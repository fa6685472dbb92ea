namespace WebPortal.Pages.Texts;

/// <summary>An event of the audit log in words: a label and a colour's name.</summary>
internal sealed record AuditText(string Label, string Tone)
{
    private static readonly Dictionary<string, AuditText> Texts = new(StringComparer.Ordinal)
    {
        ["sign-in"] = new("Signed in", "good"),
        ["sign-out"] = new("Signed out", "off"),
        ["session-end"] = new("Session ended", "off"),
        ["sessions-end-everybody"] = new("Everybody’s sessions ended", "bad"),
        ["person-delete"] = new("Deleted their data", "bad"),
        ["connection-disconnect"] = new("Disconnected", "off"),
        ["connection-suspend"] = new("Connection suspended", "wait"),
        ["connection-resume"] = new("Connection resumed", "good"),
        ["connection-recovered"] = new("Connection works again", "good"),
        ["connection-revoke"] = new("Connection revoked", "bad"),
        ["connection-destroyed"] = new("Stored credential destroyed", "bad"),
        ["connection-reconnect-needed"] = new("Reconnect needed", "wait"),
        ["revocation-ordered"] = new("Order for connections given", "wait"),
        ["revocation-completed"] = new("Order completed", "off"),
        ["revocation-stopped"] = new("Use stopped for all of an order", "wait"),
        ["refresh-token-refused-unspent"] = new("A refresh token that was never used here was refused", "bad"),
        ["client-refused"] = new("Bitbucket refused the portal’s client", "bad"),
        ["client-accepted"] = new("Bitbucket accepts the portal’s client again", "good"),
        ["keys-lost"] = new("Key ring lost", "bad"),
        ["keys-found"] = new("Lost keys came back", "good"),
        ["audit-export"] = new("Audit log exported", "off"),
    };

    /// <summary>The words for an action; the action itself when a later version wrote it.</summary>
    public static AuditText Of(string action) => Texts.GetValueOrDefault(action) ?? new AuditText(action, "off");

    /// <summary>The same with what came of it: a sign-in that was refused is no sign-in.</summary>
    public static AuditText Of(string action, string outcome) =>
        action == "sign-in" && outcome != "done" ? new AuditText("Sign-in refused", "wait") : Of(action);

    /// <summary>A code in kebab case as words; nothing for what simply succeeded.</summary>
    public static string? Outcome(string outcome) => outcome == "done" ? null : outcome.Replace('-', ' ').Replace('_', ' ');
}
