using WebPortal.Pages.Words;
using WebPortal.Repositories;

namespace WebPortal.Pages.Repositories;

/// <summary>Workspaces that cannot be read for the same reason, so that the reason is said once.</summary>
internal sealed record FailureGroup(IReadOnlyList<string> Workspaces, string Sentence, DateTimeOffset? DataFrom, DateTimeOffset? NextTryAt)
{
    private const int Named = 6;

    public IEnumerable<string> First => Workspaces.Take(Named);

    public int Others => Math.Max(0, Workspaces.Count - Named);

    public static IEnumerable<FailureGroup> Of(Completeness completeness) =>
        completeness.Failures.GroupBy(failure => (Sentence: RepositoryText.Failure(failure.Reason, failure.RequiredScopes), IsOlderShown: failure.DataFrom is not null)).Select(group => new FailureGroup(
            [.. group.Select(failure => failure.Workspace ?? RepositoriesWords.ListOfWorkspaces)],
            group.Key.Sentence,
            group.Min(failure => failure.DataFrom),
            group.Min(failure => failure.NextTryAt)));
}
