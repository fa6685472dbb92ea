namespace WebPortal.Repositories;

/// <summary>The part of a catalog that a caller may see. What it does not show is absent from everything that is made of it.</summary>
/// <param name="Key">Two views with the same key show the same, for ever.</param>
/// <param name="ShowsWorkspace">By its ID: whether the workspace is there at all, with its gaps.</param>
/// <param name="ShowsRepository">Asked for repositories of shown workspaces only.</param>
internal sealed record CatalogView(Guid Key, Func<string, bool> ShowsWorkspace, Func<RepositoryItem, bool> ShowsRepository);
