namespace WebPortal.Connections;

/// <summary>What may be shown of a connection: everything but the credential. Kind and state are the words of the portal's contract.</summary>
internal sealed record ConnectionStatus(
    Guid Id,
    string Kind,
    string State,
    IReadOnlyList<string>? GrantedScopes,
    IReadOnlyList<string> MissingScopes,
    DateTimeOffset ConnectedAt,
    DateTimeOffset LastUsedAt,
    DateTimeOffset AccessTokenExpiresAt,
    DateTimeOffset? NextRefreshAt,
    DateTimeOffset DiesUnusedAt,
    DateTimeOffset? EndedAt,
    string? EndReason,
    string? StateReason,
    DateTimeOffset? SuspendedAt)
{
    /// <summary>Suspended by an administrator: until that is lifted its owner neither uses nor ends it.</summary>
    public bool IsHeld => EndedAt is null && SuspendedAt is not null && StateReason == StateReasons.Administrator;
}
