namespace WebPortal.Repositories.Details;

/// <summary>An open pull request.</summary>
internal sealed record PullRequestItem(
    long Id, string? Url, string? Title, bool IsDraft, string? Author, string? Source, string? Destination, DateTimeOffset? UpdatedAt, int Comments);
