namespace WebPortal.Pages.Repositories;

/// <summary>A wish to set a star: either the three fields, or all in <see cref="Mark"/>, so that the buttons of a whole list share one form.</summary>
/// <param name="Mark">A plus or minus sign, the workspace, a slash, the repository.</param>
/// <param name="ReturnTo">A local address.</param>
internal sealed record MarkForm(string? Workspace, string? Slug, bool? Favourite, string? Mark, string? ReturnTo)
{
    /// <returns>Null when the form does not say which repository.</returns>
    public (string Workspace, string Slug, bool Favourite)? Read() => Mark switch
    {
        null or "" => Workspace is { } workspace && Slug is { } slug && Favourite is { } favourite ? (workspace, slug, favourite) : null,
        [('+' or '-') and var sign, .. var name] when name.Split('/') is [var workspace, var slug] => (workspace, slug, sign == '+'),
        _ => null,
    };
}
