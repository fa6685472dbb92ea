namespace WebPortal.Pages.Texts;

/// <summary>What a page says after a redirect. Only these codes count; anything else in the address says nothing.</summary>
internal static class Notices
{
    public const string SignedOut = "signed-out";

    public const string Disconnected = "disconnected";

    public const string Deleted = "deleted";

    public const string SessionEnded = "session-ended";

    public const string SessionsEnded = "sessions-ended";

    public static string? Find(string? code) => code switch
    {
        SignedOut => "You are signed out. Your connection stays, so that the portal can keep it alive; sign in again at any time.",
        Deleted => "Your data is deleted and you are signed out. The consent at Bitbucket is yours to revoke, under App authorizations.",
        SessionEnded => "The session is ended. That browser has to sign in again.",
        SessionsEnded => "The sessions are ended. Those browsers have to sign in again.",
        _ => null,
    };
}
