using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Connections;
using WebPortal.Repositories;
using WebPortal.Repositories.Details;

namespace WebPortal.Pages.Repositories;

/// <summary>One repository: what the catalog knows of it, and what Bitbucket tells about its branches, commits, pull requests and README now.</summary>
internal sealed class RepositoryModel(RepositoryCatalog catalog, DetailCache cache, RepositoryMarks marks, MarksCookie cookie) : PageModel
{
    /// <summary>Null when there is nothing to show; <see cref="Absence"/> then says why.</summary>
    public RepositoryItem? Item { get; private set; }

    public RepositoryDetails? Details { get; private set; }

    public RepositoryAbsence? Absence { get; private set; }

    public bool IsFavourite { get; private set; }

    public SourceLinks Links => new(Item?.HtmlUrl);

    public string Path => Request.Path.ToUriComponent();

    public string WorkspacePath => $"/repositories/{Uri.EscapeDataString(Item!.WorkspaceSlug)}";

    /// <summary>For a repository without a commit.</summary>
    public string FirstPush => $"""
        git clone {Item!.CloneHttps ?? Item.CloneSsh}
        cd {Item.Slug}
        git commit --allow-empty -m "First commit"
        git push -u origin HEAD
        """.ReplaceLineEndings("\n");

    public async Task<IActionResult> OnGetAsync(string workspace, string slug, CancellationToken cancellationToken)
    {
        if (User.TryGetConnectionId(out var connection))
        {
            var found = await catalog.FindAsync(connection.Value, workspace, slug, cancellationToken);
            Details = found.Item is { } item ? await cache.FindAsync(connection.Value, item, cancellationToken) : null;
            Item = Details is null ? null : found.Item;
            Absence = Item is not null ? null : found.Item is null ? RepositoryAbsence.Of(found, workspace, slug) : RepositoryAbsence.Reconnect(workspace, slug);
        }
        else
        {
            Absence = RepositoryAbsence.Reconnect(workspace, slug);
        }

        if (Item is { } shown)
        {
            await marks.OpenedAsync(User.GetUserId(), shown.WorkspaceSlug, shown.Slug, cancellationToken);
            cookie.Renew(Response);
            IsFavourite = (await marks.ReadAsync(User.GetUserId(), cancellationToken)).IsFavourite(shown);
        }

        Response.StatusCode = Item is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return Page();
    }
}
