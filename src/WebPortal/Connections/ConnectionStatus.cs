using WebPortal.Data;

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
    DateTimeOffset? SuspendedAt,
    string? AccountName = null,
    string? Workspace = null,
    DateTimeOffset? SecretEndsAt = null)
{
    /// <summary>Made by the person's consent, and renewed by itself.</summary>
    public bool IsConsent => Kind == nameof(ConnectionKind.AuthorizationCode);

    /// <summary>An API token or app password, which only its owner can renew.</summary>
    public bool IsAccountSecret => Kind is nameof(ConnectionKind.ApiToken) or nameof(ConnectionKind.AppPassword);

    /// <summary>Suspended by an administrator: until that is lifted its owner neither uses nor ends it.</summary>
    public bool IsHeld => EndedAt is null && SuspendedAt is not null && StateReason == StateReasons.Administrator;
}
