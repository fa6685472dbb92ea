using WebPortal.Repositories;

namespace WebPortal.Lending;

/// <summary>A workspace of the API.</summary>
/// <param name="Slug">Its ID, as in addresses.</param>
/// <param name="ReadAt">When its repositories were read; null when not yet.</param>
internal sealed record WorkspaceAnswer(string Slug, string Name, int RepositoryCount, DateTimeOffset? ReadAt)
{
    public static WorkspaceAnswer Of(WorkspaceSummary summary) => new(summary.Slug, summary.Name, summary.RepositoryCount, summary.ReadAt);
}
