using WebPortal.Connections;

namespace WebPortal.Pages.Texts;

/// <summary>Why a connection is in its state, for administrators.</summary>
internal static class ReasonText
{
    /// <returns>Null when the state says it all.</returns>
    public static string? Of(string? reason) =>
        reason is null ? null
        : reason == StateReasons.Administrator ? "by an administrator"
        : reason == StateReasons.LeftWorkspaces ? "left the allowed workspaces"
        : reason == StateReasons.BeingRevoked ? "being revoked"
        : reason == StateReasons.KeysLost ? "the keys that sealed it are lost"
        : reason.Replace('-', ' ').Replace('_', ' ');
}
