using WebPortal.Data;

namespace WebPortal.Lending.Tokens;

/// <summary>What is shown of a token: everything but the token and its hash.</summary>
/// <param name="Terms">Null when they cannot be read; the token then opens nothing.</param>
/// <param name="IsConnectionOver">Its connection has ended, and the token with it.</param>
/// <param name="IsConnectionHeld">Its connection is suspended; the token rests as long.</param>
internal sealed record PortalTokenSummary(
    Guid Id,
    Guid OwnerId,
    Guid ConnectionId,
    string Name,
    LeashTerms? Terms,
    DateTimeOffset CreatedAt,
    DateTimeOffset EndsAt,
    DateTimeOffset? LastUsedAt,
    string? LastUsedAddress,
    DateTimeOffset? RevokedAt,
    bool IsConnectionOver,
    bool IsConnectionHeld)
{
    /// <summary>Whether it opens something now.</summary>
    public bool IsGood(DateTimeOffset now) => !IsOver(now) && !IsConnectionHeld;

    /// <summary>Whether it will never open anything again.</summary>
    public bool IsOver(DateTimeOffset now) => RevokedAt is not null || IsConnectionOver || EndsAt <= now || Terms is null;

    /// <summary>The row with its connection, which must be loaded.</summary>
    public static PortalTokenSummary Of(PortalToken row, DateTimeOffset? connectionEndedAt, ConnectionState state) => new(
        row.Id,
        row.OwnerId,
        row.ConnectionId,
        row.Name,
        LeashReader.ReadText(row.Leash),
        row.CreatedAt,
        row.EndsAt,
        row.LastUsedAt,
        row.LastUsedAddress,
        row.RevokedAt,
        connectionEndedAt is not null || state == ConnectionState.Ended,
        state == ConnectionState.Suspended);
}
