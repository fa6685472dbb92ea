namespace WebPortal.Repositories.Details;

/// <summary>A commit: the first line of its message, and who wrote it.</summary>
internal sealed record CommitItem(string ShortHash, string? Url, string? Title, string? Author, DateTimeOffset? At);
