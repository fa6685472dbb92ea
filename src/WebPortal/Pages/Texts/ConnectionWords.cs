namespace WebPortal.Pages.Texts;

/// <summary>Words for how a connection was made and how it ended.</summary>
internal static class ConnectionWords
{
    public static string Kind(string kind) => kind switch
    {
        "AuthorizationCode" => "Sign-in with Bitbucket",
        "ClientCredentials" => "OAuth client of a workspace",
        "ApiToken" => "API token",
        _ => "App password",
    };

    public static string Ending(string? reason) => reason switch
    {
        "disconnected" => "Disconnected by the person",
        "revoked" => "Revoked by an administrator",
        "replaced" => "Replaced by a newer consent",
        null => "Ended",
        _ => reason,
    };

    /// <summary>Why a connection is in its state, for administrators.</summary>
    public static string Reason(string reason) => reason switch
    {
        "administrator" => "an administrator stopped its use",
        "left-workspaces" => "the person has left the allowed workspaces; a sign-in after coming back lifts it",
        "being-revoked" => "it is being revoked; the steps at Bitbucket go on",
        "keys-lost" => "the keys that sealed the credential are gone",
        _ => reason,
    };
}
