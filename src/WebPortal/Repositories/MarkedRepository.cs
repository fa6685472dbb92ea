namespace WebPortal.Repositories;

/// <summary>A repository by its names, in lower case, as a person has marked it. Whether they may still see it, only the catalog knows.</summary>
internal readonly record struct MarkedRepository(string Workspace, string Slug)
{
    public static MarkedRepository Of(RepositoryItem item) => Of(item.WorkspaceSlug, item.Slug);

    public static MarkedRepository Of(string workspace, string slug) => new(workspace.ToLowerInvariant(), slug.ToLowerInvariant());
}
