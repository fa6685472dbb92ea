namespace WebPortal.Connections;

/// <summary>The words that say why a connection is in its state. Refusals of Bitbucket stand beside them as the code that Bitbucket gave.</summary>
internal static class StateReasons
{
    /// <summary>An administrator suspended it; only an administrator lifts that.</summary>
    public static readonly string Administrator = "administrator";

    /// <summary>The person has left the allowed workspaces; a sign-in after coming back lifts that.</summary>
    public static readonly string LeftWorkspaces = "left-workspaces";

    /// <summary>Use is stopped and the optional steps of a revocation go on; then it ends.</summary>
    public static readonly string BeingRevoked = "being-revoked";

    /// <summary>The key ring that sealed the credential is gone.</summary>
    public static readonly string KeysLost = "keys-lost";

    /// <summary>Bitbucket did not answer, or answered with a passing fault.</summary>
    public static readonly string Unavailable = "unavailable";

    /// <summary>Bitbucket asked for fewer calls.</summary>
    public static readonly string RateLimited = "rate-limited";

    /// <summary>Bitbucket answered with something that is not a token set.</summary>
    public static readonly string UnusableAnswer = "unusable-answer";

    /// <summary>Refused while Bitbucket may have locked the client out; one more try after that decides.</summary>
    public static readonly string LockedOut = "client-locked-out";

    /// <summary>Bitbucket gave no refresh token.</summary>
    public static readonly string NoRefreshToken = "no-refresh-token";

    /// <summary>Bitbucket refused an API token or app password twice in a row.</summary>
    public static readonly string CredentialRefused = "credential-refused";

    /// <summary>The last day of an API token is over.</summary>
    public static readonly string CredentialExpired = "credential-expired";

    /// <summary>Bitbucket refused the id or secret of the connection's own client.</summary>
    public static readonly string ClientRefused = "own-client-refused";

    /// <summary>The connection's own client is no longer ticked as private.</summary>
    public static readonly string ClientNotPrivate = "own-client-not-private";

    /// <summary>The connection's own client has no callback address.</summary>
    public static readonly string ClientWithoutCallback = "own-client-without-callback";

    /// <summary>The API refused an access token that was quite new.</summary>
    public static readonly string RefusedAfterRefresh = "refused-after-refresh";
}
