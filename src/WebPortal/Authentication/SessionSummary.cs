namespace WebPortal.Authentication;

/// <summary>What a person sees of one sign-in.</summary>
internal sealed record SessionSummary(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, string? RemoteAddress, string? UserAgent);
