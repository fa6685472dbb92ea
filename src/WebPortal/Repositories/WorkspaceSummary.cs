namespace WebPortal.Repositories;

/// <summary>A workspace of the person, and how well it is known.</summary>
/// <param name="RepositoryCount">All that are known, before any filter.</param>
/// <param name="MatchCount">Those that the other filters leave.</param>
/// <param name="ReadAt">Null when nothing could be read yet.</param>
/// <param name="Failure">Why it is missing or out of date; null when it was read to the end.</param>
internal sealed record WorkspaceSummary(string Slug, string Name, int RepositoryCount, int MatchCount, DateTimeOffset? ReadAt, CompletenessFailure? Failure)
{
    public static WorkspaceSummary Of(WorkspaceShelf shelf, int matchCount) => new(
        shelf.Slug,
        shelf.DisplayName,
        shelf.Repositories.Count,
        matchCount,
        shelf.ReadAt,
        shelf.Failure is not null || shelf.ReadAt is null ? CompletenessFailure.Of(shelf) : null);
}
