namespace WebPortal.Repositories;

/// <summary>What a viewer waits for when nothing has been read yet.</summary>
internal enum CatalogWait
{
    /// <summary>Everything, within bounds: for programs.</summary>
    Everything,

    /// <summary>The first workspace, or the one that was asked for: for pages, which follow the rest.</summary>
    First,
}
