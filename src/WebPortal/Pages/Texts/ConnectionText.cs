using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>Words for how a connection was made and how it ended.</summary>
internal static class ConnectionText
{
    public static string Kind(string kind) => kind switch
    {
        "AuthorizationCode" => TextsWords.KindAuthorizationCode,
        "ClientCredentials" => TextsWords.KindClientCredentials,
        "ApiToken" => TextsWords.KindApiToken,
        _ => TextsWords.KindAppPassword,
    };

    public static string Ending(string? reason) => reason switch
    {
        "disconnected" => TextsWords.EndedDisconnected,
        "revoked" => TextsWords.EndedRevoked,
        "replaced" => TextsWords.EndedReplaced,
        null => TextsWords.Ended,
        _ => reason,
    };
}
