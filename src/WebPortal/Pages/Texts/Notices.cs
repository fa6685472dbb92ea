using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>What a page says after a redirect. Only these codes count; anything else in the address says nothing.</summary>
internal static class Notices
{
    public const string SignedOut = "signed-out";

    public const string Disconnected = "disconnected";

    public const string Deleted = "deleted";

    public const string SessionEnded = "session-ended";

    public const string SessionsEnded = "sessions-ended";

    public const string Added = "added";

    public const string Replaced = "replaced";

    public const string DefaultChosen = "default-chosen";

    public const string DisconnectedOther = "disconnected-other";

    public const string TokenRevoked = "token-revoked";

    public static string? Find(string? code) => code switch
    {
        SignedOut => TextsWords.SignedOut,
        Deleted => TextsWords.DataDeleted,
        SessionEnded => TextsWords.SessionEnded,
        SessionsEnded => TextsWords.SessionsEnded,
        Added => AddingWords.Added,
        Replaced => AddingWords.Replaced,
        DefaultChosen => AddingWords.DefaultChosen,
        DisconnectedOther => AddingWords.DisconnectedOther,
        TokenRevoked => TokensWords.RevokedNotice,
        _ => null,
    };
}
