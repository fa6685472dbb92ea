namespace WebPortal.Pages.Texts;

/// <summary>The state of a connection in words: a label, a colour's name, and what it means for the person.</summary>
internal sealed record StateText(string Label, string Tone, string Meaning)
{
    public static StateText Of(string state) => state switch
    {
        "Healthy" => new("Healthy", "good", "The portal renews the credential by itself. There is nothing to do."),
        "Retrying" => new("Retrying", "wait", "Bitbucket did not answer as it should. The portal tries again by itself."),
        "ReconnectNeeded" => new("Reconnect needed", "bad", "Bitbucket no longer accepts the credential. Reconnect to give your consent again."),
        "Suspended" => new("Suspended", "wait", "An administrator has stopped the use of this connection for now. Nothing is lost; ask the administrator."),
        _ => new("Ended", "off", "The stored credential is destroyed."),
    };
}
