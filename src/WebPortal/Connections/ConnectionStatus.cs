using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>What may be shown of a connection: everything but the credential.</summary>
internal sealed record ConnectionStatus(
    Guid Id,
    ConnectionKind Kind,
    ConnectionState State,
    IReadOnlyList<string>? GrantedScopes,
    IReadOnlyList<string> MissingScopes,
    DateTimeOffset ConnectedAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset AccessTokenExpiresAt,
    DateTimeOffset? NextRefreshAt,
    DateTimeOffset DiesUnusedAt,
    DateTimeOffset? EndedAt,
    string? EndReason);
