namespace WebPortal.Repositories;

/// <summary>A question as it stands in an address; null and empty mean the same: not asked.</summary>
internal sealed record RepositoryQueryText(
    string? Query = null,
    string? Language = null,
    string? Project = null,
    string? Workspace = null,
    string? Visibility = null,
    string? Sort = null,
    string? Page = null,
    string? PageSize = null,
    string? Permission = null,
    string? Activity = null,
    string? Favourites = null);
