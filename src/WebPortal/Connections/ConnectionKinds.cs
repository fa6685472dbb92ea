using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>What the kinds of connection have in common, and what tells them apart.</summary>
internal static class ConnectionKinds
{
    /// <summary>Sent as HTTP Basic with the account's name; nothing renews it.</summary>
    public static bool IsAccountSecret(this ConnectionKind kind) => kind is ConnectionKind.ApiToken or ConnectionKind.AppPassword;
}
