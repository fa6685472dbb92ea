namespace WebPortal.Administration;

/// <summary>One connection of a run, step by step. States are words: None, Pending, Done, AlreadyDead, Failed.</summary>
internal sealed record RunItem(
    Guid RunId,
    string Action,
    Guid ConnectionId,
    string OwnerName,
    string OwnerUuid,
    bool WasSkipped,
    DateTimeOffset? StoppedAt,
    int SessionsEnded,
    string SpendState,
    DateTimeOffset? SpentAt,
    string ProbeState,
    DateTimeOffset? ProbedAt,
    DateTimeOffset? DestroyedAt,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset AccessTokenExpiresAt,
    DateTimeOffset RefreshTokenIssuedAt);
