namespace WebPortal.Administration;

/// <summary>A connection whose refresh met a passing fault, and when it is tried again.</summary>
internal sealed record RetryingConnection(Guid Id, string OwnerName, string? Reason, int FailedRefreshes, DateTimeOffset? NextRefreshAt);
