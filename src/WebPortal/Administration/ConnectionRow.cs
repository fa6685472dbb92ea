namespace WebPortal.Administration;

/// <summary>What an administrator sees of one connection: whose it is and what it opens, never what it is.</summary>
internal sealed record ConnectionRow(
    Guid Id,
    string OwnerName,
    string OwnerUsername,
    string OwnerUuid,
    string? OwnerEmail,
    string Kind,
    string State,
    string? GrantedScope,
    DateTimeOffset ConnectedAt,
    DateTimeOffset LastUsedAt,
    DateTimeOffset RefreshTokenIssuedAt,
    DateTimeOffset? EndedAt,
    string? EndReason,
    int OpenSessions)
{
    /// <summary>Empty when Bitbucket did not say.</summary>
    public IReadOnlyList<string> GrantedScopes { get; } = GrantedScope?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) ?? [];
}
