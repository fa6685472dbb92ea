namespace WebPortal.Repositories;

/// <summary>The answer to a question for one repository.</summary>
/// <param name="Item">Null when it is not known; <paramref name="Empty"/> then says why.</param>
/// <param name="ReadAt">When the workspace was read.</param>
internal sealed record RepositoryLookup(RepositoryItem? Item, DateTimeOffset? ReadAt, Completeness Completeness, EmptyReason Empty)
{
    public string? EmptyText => Repositories.EmptyText.Of(Empty, Completeness);
}
