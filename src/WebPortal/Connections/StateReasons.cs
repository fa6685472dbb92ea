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
}
