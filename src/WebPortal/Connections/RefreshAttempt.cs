using WebPortal.Bitbucket;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>One use of the lease: the row as it was before the claim, who holds it since when, and what is sent.</summary>
/// <param name="Row">As read before the claim, so that it tells whether the refresh token had been sent before.</param>
/// <param name="SealedFormer">The refresh token that is about to be spent, sealed for the former's column; sealing it first proves that the new one can be sealed.</param>
/// <param name="MayBeLockedOut">Whether Bitbucket may have locked the client out after a replay; a success then says that it has not.</param>
internal sealed record RefreshAttempt(Connection Row, Guid Holder, DateTimeOffset ClaimedAt, RefreshToken? Sent, string? SealedFormer, bool MayBeLockedOut)
{
    /// <summary>Bitbucket takes a spent refresh token again for about ten minutes after its first use.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>Never sent by this installation before this attempt.</summary>
    public bool IsFirstUse => Row.SpentAt is null;

    public override string ToString() => $"[refresh of {Row.Id} in generation {Row.Generation}]";
}
