using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>One run as it stands now.</summary>
/// <param name="OrderedBy">Null when the command line gave the order.</param>
/// <param name="Changed">For how many connections it has been carried out.</param>
/// <param name="Open">How many have optional steps to come.</param>
/// <param name="Failed">For how many the refresh token could not be spent.</param>
/// <param name="TokensEndAt">The latest moment at which an access token that was issued before is dead; null while nothing has been changed.</param>
internal sealed record RunRow(
    Guid Id,
    string Action,
    DateTimeOffset OrderedAt,
    string? OrderedBy,
    string? OrderedByUuid,
    string Selection,
    bool SpendsRefreshToken,
    bool ProbesAccessToken,
    int Total,
    int Changed,
    int Skipped,
    int Open,
    int Failed,
    int SessionsEnded,
    DateTimeOffset? TokensEndAt,
    DateTimeOffset? StoppedAt,
    DateTimeOffset? CompletedAt)
{
    public bool HasSteps => SpendsRefreshToken || ProbesAccessToken;

    public static RunRow Of(RevocationRun run, string? orderedBy, string? orderedByUuid, RunCounts counts) => new(
        run.Id,
        run.Action.ToString(),
        run.OrderedAt,
        orderedBy,
        orderedByUuid,
        run.Selection,
        run.SpendsRefreshToken,
        run.ProbesAccessToken,
        run.Total,
        counts.Changed,
        counts.Skipped,
        counts.Open,
        counts.Failed,
        counts.SessionsEnded,
        counts.TokensEndAt,
        run.StoppedAt,
        run.CompletedAt);
}
