namespace WebPortal.Repositories;

/// <summary>A repository as the portal shows it. Texts come from outside: free of control characters, still to be encoded and isolated by whoever shows them.</summary>
/// <param name="HtmlUrl">Like every link here: null unless its scheme is harmless; see <see cref="SafeLink"/>.</param>
internal sealed record RepositoryItem(
    string FullName,
    string Name,
    string Slug,
    string WorkspaceSlug,
    string WorkspaceName,
    string? ProjectKey,
    string? ProjectName,
    string? Description,
    bool IsPrivate,
    string? Language,
    long? SizeBytes,
    string? MainBranch,
    DateTimeOffset? UpdatedAt,
    DateTimeOffset? CreatedAt,
    string? HtmlUrl,
    string? AvatarUrl,
    string? CloneHttps,
    string? CloneSsh)
{
    /// <summary>What the person may do with it; null as long as that was not read.</summary>
    public RepositoryPermission? Permission { get; init; }
}
