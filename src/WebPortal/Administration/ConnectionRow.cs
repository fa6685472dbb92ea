using WebPortal.Connections;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>What an administrator sees of one connection: whose it is and what it opens, never what it is.</summary>
internal sealed record ConnectionRow(
    Guid Id,
    Guid OwnerId,
    string OwnerName,
    string OwnerUsername,
    string OwnerUuid,
    string? OwnerEmail,
    string Kind,
    string State,
    string? StateReason,
    string? GrantedScope,
    DateTimeOffset ConnectedAt,
    DateTimeOffset LastUsedAt,
    DateTimeOffset RefreshTokenIssuedAt,
    DateTimeOffset? NextRefreshAt,
    DateTimeOffset? EndedAt,
    string? EndReason,
    int OpenSessions)
{
    /// <summary>Empty when Bitbucket did not say.</summary>
    public IReadOnlyList<string> GrantedScopes { get; } = GrantedScope?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Slugs, in order; empty before the first look at them.</summary>
    public IReadOnlyList<string> Workspaces { get; init; } = [];

    /// <summary>When Bitbucket lets it die if nothing uses it, or an API token ends; null once it has ended or Bitbucket refuses it, and for what has no end.</summary>
    public DateTimeOffset? DiesUnusedAt => EndedAt is null && Kind is nameof(ConnectionKind.AuthorizationCode) or nameof(ConnectionKind.ApiToken) && State != nameof(ConnectionState.ReconnectNeeded) ? RefreshTokenIssuedAt + ConnectionStatusReader.UnusedLife : null;
}
