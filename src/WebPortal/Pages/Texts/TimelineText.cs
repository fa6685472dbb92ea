namespace WebPortal.Pages.Texts;

/// <summary>What an audit record of a connection says, in words.</summary>
internal static class TimelineText
{
    public static string Of(string action) => action switch
    {
        "sign-in" => "Signed in",
        "connection-disconnect" => "Disconnected",
        "connection-suspend" => "Suspended",
        "connection-resume" => "Resumed",
        "connection-revoke" => "Revoked",
        "connection-destroyed" => "Steps at Bitbucket over, sealed values destroyed",
        "connection-reconnect-needed" => "Reconnect needed",
        "refresh-token-refused-unspent" => "A refresh token was refused that was never sent from here",
        _ => char.ToUpperInvariant(action[0]) + action[1..].Replace('-', ' '),
    };
}
