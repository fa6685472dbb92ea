using WebPortal.Connections;

namespace WebPortal.Administration;

/// <summary>One connection of a list: whose it is and how it stands, never what it is.</summary>
internal sealed record ListedConnection(
    Guid Id,
    string OwnerName,
    string OwnerUuid,
    string Kind,
    string State,
    string? StateReason,
    string? GrantedScope,
    DateTimeOffset ConnectedAt,
    DateTimeOffset LastUsedAt,
    DateTimeOffset RefreshTokenIssuedAt,
    DateTimeOffset? EndedAt)
{
    /// <summary>When Bitbucket would let it die if nothing used it.</summary>
    public DateTimeOffset DiesUnusedAt => RefreshTokenIssuedAt + ConnectionStatusReader.UnusedLife;
}
