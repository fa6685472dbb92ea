namespace WebPortal.Bitbucket;

/// <summary>A workspace; lists of workspaces carry no name.</summary>
internal sealed record BitbucketWorkspace(string? Uuid, string? Slug, string? Name);
