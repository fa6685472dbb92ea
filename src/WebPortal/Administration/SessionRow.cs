namespace WebPortal.Administration;

/// <summary>What an administrator sees of one sign-in: who, from where, since when; never the handle.</summary>
internal sealed record SessionRow(
    Guid Id,
    Guid UserId,
    string PersonName,
    string PersonUsername,
    string? PersonEmail,
    string? RemoteAddress,
    string? UserAgent,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt);
