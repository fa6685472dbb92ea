namespace WebPortal.Administration;

/// <summary>The connections of a run in numbers.</summary>
internal sealed record RunCounts(
    Guid RunId, int Changed = 0, int Skipped = 0, int Open = 0, int Failed = 0, int SessionsEnded = 0, DateTimeOffset? TokensEndAt = null);
