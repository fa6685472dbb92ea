using WebPortal.Data;

namespace WebPortal.Pages.Texts;

/// <summary>Words for how a connection was made and how it ended.</summary>
internal static class ConnectionWords
{
    public static string Kind(ConnectionKind kind) => kind switch
    {
        ConnectionKind.AuthorizationCode => "Sign-in with Bitbucket",
        ConnectionKind.ClientCredentials => "OAuth client of a workspace",
        ConnectionKind.ApiToken => "API token",
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
