using WebPortal.Connections;

namespace WebPortal.Pages.Texts;

/// <summary>Why a connection is in its state, in few words for a list.</summary>
internal static class ReasonText
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        [StateReasons.Administrator] = "by an administrator",
        [StateReasons.LeftWorkspaces] = "left the allowed workspaces",
        [StateReasons.BeingRevoked] = "being revoked",
        [StateReasons.KeysLost] = "the keys that sealed it are lost",
        [StateReasons.Unavailable] = "Bitbucket did not answer",
        [StateReasons.RateLimited] = "Bitbucket asked for fewer calls",
        [StateReasons.UnusableAnswer] = "Bitbucket’s answer was unusable",
        [StateReasons.LockedOut] = "the client may be locked out",
        [StateReasons.NoRefreshToken] = "without a refresh token",
        [StateReasons.RefusedAfterRefresh] = "refused right after a refresh",
    };

    /// <returns>Null when the state says it all; the code itself when Bitbucket gave one.</returns>
    public static string? Of(string? reason) =>
        reason is null ? null : Words.GetValueOrDefault(reason) ?? $"refused: {reason.Replace('_', ' ').Replace('-', ' ')}";
}
