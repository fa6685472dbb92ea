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
}
