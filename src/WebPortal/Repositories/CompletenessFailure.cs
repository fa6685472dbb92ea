namespace WebPortal.Repositories;

/// <summary>One gap in a listing.</summary>
/// <param name="Workspace">Its ID; null when the list of workspaces itself is concerned.</param>
/// <param name="Sentence">Plain words, with what the reader can do.</param>
/// <param name="DataFrom">When older data is shown in place of the failed reading: when that was read.</param>
/// <param name="NextTryAt">Null while the reading has not come to it yet.</param>
internal sealed record CompletenessFailure(
    string? Workspace, FailureReason Reason, string Sentence, DateTimeOffset? DataFrom, DateTimeOffset? NextTryAt, IReadOnlyList<string> RequiredScopes)
{
    public static CompletenessFailure Of(WorkspaceShelf shelf) => shelf.Failure is { } failure
        ? Of(shelf.Slug, failure, shelf.ReadAt)
        : new(shelf.Slug, FailureReason.StillReading, FailureText.Of(FailureReason.StillReading, []), null, null, []);

    public static CompletenessFailure Of(string? workspace, CatalogFailure failure, DateTimeOffset? dataFrom) =>
        new(workspace, failure.Reason, FailureText.Of(failure.Reason, failure.RequiredScopes), dataFrom, failure.RetryAt, failure.RequiredScopes);
}
