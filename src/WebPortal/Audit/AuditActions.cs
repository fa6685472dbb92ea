using System.Reflection;

namespace WebPortal.Audit;

/// <summary>The words under which events are found again.</summary>
internal static class AuditActions
{
    public static readonly string SignIn = "sign-in";
    public static readonly string SignOut = "sign-out";
    public static readonly string SessionEnd = "session-end";

    /// <summary>Every session of everybody, by one order; one record for all of them.</summary>
    public static readonly string SessionsEnd = "sessions-end-everybody";
    /// <summary>A person deleted what the portal had about them; the records stay, under a number that nobody can name any more.</summary>
    public static readonly string PersonDelete = "person-delete";

    /// <summary>A credential that somebody typed in was accepted by Bitbucket and stored.</summary>
    public static readonly string Added = "connection-added";

    /// <summary>Another credential took the place of the old one, after Bitbucket had accepted it.</summary>
    public static readonly string Replaced = "connection-replaced";

    /// <summary>An API token ends soon.</summary>
    public static readonly string Expiring = "credential-expiring";

    /// <summary>A person chose the connection that their lists are read with.</summary>
    public static readonly string DefaultChosen = "connection-default-chosen";
    public static readonly string Disconnect = "connection-disconnect";
    public static readonly string Suspend = "connection-suspend";
    public static readonly string Resume = "connection-resume";
    public static readonly string Revoke = "connection-revoke";
    public static readonly string ReconnectNeeded = "connection-reconnect-needed";

    /// <summary>A new pair that could not be stored in time was stored after all, and lifts the refusal of the one before.</summary>
    public static readonly string Recovered = "connection-recovered";

    /// <summary>An order of an administrator for many connections, before its first step.</summary>
    public static readonly string RunOrdered = "revocation-ordered";

    /// <summary>The order is carried out for every connection; optional steps at Bitbucket go on.</summary>
    public static readonly string RunStopped = "revocation-stopped";
    public static readonly string RunCompleted = "revocation-completed";

    /// <summary>The optional steps of a revocation are over, and the sealed values are destroyed.</summary>
    public static readonly string StepsDone = "connection-destroyed";

    /// <summary>A refresh token that this installation never sent was refused: a copy may have been used elsewhere.</summary>
    public static readonly string UnspentRefused = "refresh-token-refused-unspent";
    public static readonly string ClientRefused = "client-refused";
    public static readonly string ClientAccepted = "client-accepted";
    public static readonly string KeysLost = "keys-lost";
    public static readonly string KeysFound = "keys-found";
    public static readonly string TokenMake = "portal-token-make";
    public static readonly string TokenRevoke = "portal-token-revoke";
    public static readonly string TokenFirstUse = "portal-token-first-use";
    public static readonly string AuditExport = "audit-export";

    /// <summary>Every word of this list, in its order.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. typeof(AuditActions).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!)];
}
