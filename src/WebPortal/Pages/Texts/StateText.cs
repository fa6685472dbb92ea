namespace WebPortal.Pages.Texts;

/// <summary>The state of a connection in words: a label, a colour's name, and what it means for the person.</summary>
internal sealed record StateText(string Label, string Tone, string Meaning)
{
    /// <param name="state">One of the contract's words.</param>
    /// <param name="reason">Why it is in that state, when there is a word for it.</param>
    public static StateText Of(string state, string? reason = null) => state switch
    {
        "Healthy" => new("Healthy", "good", "The portal renews the credential by itself. There is nothing to do."),
        "Retrying" => new("Retrying", "wait", "Bitbucket did not answer as it should. The portal tries again by itself."),
        "ReconnectNeeded" => new("Reconnect needed", "bad", "Bitbucket no longer accepts the credential. Reconnect to give your consent again."),
        "Suspended" => new("Suspended", "wait", Suspended(reason)),
        _ => new("Ended", "off", "The stored credential is destroyed."),
    };

    private static string Suspended(string? reason) => reason switch
    {
        "left-workspaces" => "You no longer belong to a workspace that may use this portal. Nothing is lost: once you belong to one again, sign in and the connection works as before.",
        "being-revoked" => "An administrator has revoked this connection. The last steps at Bitbucket go on; then the stored credential is destroyed.",
        "keys-lost" => "The portal cannot open the stored credential at present. Nothing is lost yet; ask an administrator.",
        _ => "An administrator has stopped the use of this connection for now. Nothing is lost; ask the administrator.",
    };
}
