using WebPortal.Repositories;

namespace WebPortal.Lending;

/// <summary>Whether a list is everything, and what is missing or old.</summary>
internal sealed record CompletenessAnswer(
    string State,
    int WorkspacesRead,
    int WorkspacesTotal,
    int RepositoriesRead,
    DateTimeOffset? OldestReadAt,
    IReadOnlyList<CompletenessAnswer.FailureAnswer> Failures)
{
    public static CompletenessAnswer Of(Completeness completeness) => new(
        completeness.IsComplete ? "complete" : "partial",
        completeness.WorkspacesRead,
        completeness.WorkspacesTotal,
        completeness.RepositoriesRead,
        completeness.OldestReadAt,
        [.. completeness.Failures.Select(failure => new FailureAnswer(failure.Workspace, failure.Sentence))]);

    /// <summary>One gap.</summary>
    /// <param name="Workspace">Null when the list of workspaces itself is concerned.</param>
    internal sealed record FailureAnswer(string? Workspace, string Reason);
}
