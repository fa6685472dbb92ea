using WebPortal.Audit;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>The words that an order leaves in connections, sessions and audit records.</summary>
internal static class RevocationWords
{
    /// <summary>The reason in a connection that an administrator ended.</summary>
    public static readonly string Revoked = "revoked";

    public static string SessionEnd(RevocationAction action) => action == RevocationAction.Suspend ? "suspended" : Revoked;

    public static string Audited(RevocationAction action) => action switch
    {
        RevocationAction.Suspend => AuditActions.Suspend,
        RevocationAction.Resume => AuditActions.Resume,
        _ => AuditActions.Revoke,
    };

    /// <summary>How the audit records of a run begin.</summary>
    public static string Run(RevocationRun run) => run.ActorId is null ? $"run {run.Id}, command line" : $"run {run.Id}";

    /// <summary>Whether something is to be done at Bitbucket after use was stopped, before the sealed values are destroyed.</summary>
    public static bool HasSteps(RevocationRun run) => run.Action == RevocationAction.Revoke && (run.SpendsRefreshToken || run.ProbesAccessToken);
}
