using WebPortal.Connections;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Texts;

/// <summary>Why a connection is in its state, in few words for a list.</summary>
internal static class ReasonText
{
    private static readonly Dictionary<string, Func<string>> Words = new(StringComparer.Ordinal)
    {
        [StateReasons.Administrator] = () => TextsWords.ReasonAdministrator,
        [StateReasons.LeftWorkspaces] = () => TextsWords.ReasonLeftWorkspaces,
        [StateReasons.BeingRevoked] = () => TextsWords.ReasonBeingRevoked,
        [StateReasons.KeysLost] = () => TextsWords.ReasonKeysLost,
        [StateReasons.Unavailable] = () => TextsWords.ReasonUnavailable,
        [StateReasons.RateLimited] = () => TextsWords.ReasonRateLimited,
        [StateReasons.UnusableAnswer] = () => TextsWords.ReasonUnusableAnswer,
        [StateReasons.LockedOut] = () => TextsWords.ReasonLockedOut,
        [StateReasons.NoRefreshToken] = () => TextsWords.ReasonNoRefreshToken,
        [StateReasons.CredentialRefused] = () => TextsWords.ReasonCredentialRefused,
        [StateReasons.CredentialExpired] = () => TextsWords.ReasonCredentialExpired,
        [StateReasons.ClientRefused] = () => TextsWords.ReasonClientRefused,
        [StateReasons.ClientNotPrivate] = () => TextsWords.ReasonClientNotPrivate,
        [StateReasons.ClientWithoutCallback] = () => TextsWords.ReasonClientWithoutCallback,
        [StateReasons.RefusedAfterRefresh] = () => TextsWords.ReasonRefusedAfterRefresh,
    };

    /// <returns>Null when the state says it all; the code itself when Bitbucket gave one.</returns>
    public static string? Of(string? reason) =>
        reason is null ? null : Words.GetValueOrDefault(reason)?.Invoke() ?? Sentence.Text(TextsWords.RefusedWithCode, reason.Replace('_', ' ').Replace('-', ' '));
}
