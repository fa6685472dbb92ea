namespace WebPortal.Audit;

/// <summary>The words under which events are found again.</summary>
internal static class AuditActions
{
    public static readonly string SignIn = "sign-in";
    public static readonly string SignOut = "sign-out";
    public static readonly string SessionEnd = "session-end";
    public static readonly string Disconnect = "connection-disconnect";
    public static readonly string Revoke = "connection-revoke";
    public static readonly string ReconnectNeeded = "connection-reconnect-needed";
}
