using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Connections;
using WebPortal.Pages.Shared;
using WebPortal.Repositories;

namespace WebPortal.Pages.Repositories;

/// <summary>Everything the person's connection opens: searched, filtered, sorted, page by page, with its completeness.</summary>
internal sealed class IndexModel(RepositoryCatalog catalog) : PageModel
{
    public RepositoryListing Listing { get; private set; } = null!;

    public IReadOnlyList<RepositoryQueryFault> Faults { get; private set; } = [];

    public RepositoryAddress Address { get; private set; } = null!;

    public Pager Pager => new(Listing.Page, Listing.PageCount, Address.AtPage);

    public IEnumerable<FacetLinks> Facets => FacetList.Of(Listing, Address);

    public async Task<IActionResult> OnGetAsync(string? workspace, CancellationToken cancellationToken)
    {
        (var query, Faults) = RepositoryQueryReader.Read(ReadText(workspace));
        if (workspace is not null && query.Workspace is null)
        {
            return NotFound();
        }

        Address = new RepositoryAddress(query);
        Listing = User.TryGetConnectionId(out var connection)
            ? await catalog.ListAsync(connection.Value, query, CatalogWait.First, cancellationToken)
            : RepositoryListing.Reconnect(query);
        return Listing.Empty == EmptyReason.UnknownWorkspace ? NotFound() : Page();
    }

    /// <summary>The person wants newer data; the page that follows shows what is known meanwhile.</summary>
    public IActionResult OnPost(string? workspace)
    {
        if (User.TryGetConnectionId(out var connection))
        {
            catalog.ReadAgain(connection.Value);
        }

        return Redirect(new RepositoryAddress(RepositoryQueryReader.Read(ReadText(workspace)).Query).AtPage(1));
    }

    private RepositoryQueryText ReadText(string? workspace)
    {
        var query = Request.Query;
        string? Value(string name) => query[name] is [var single, ..] ? single : null;
        return new RepositoryQueryText(
            Value("query"), Value("language"), Value("project"), workspace ?? Value("workspace"), Value("visibility"), Value("sort") ?? RepositoryAddress.UsualSort.ToString(), Value("page"), Value("pageSize"));
    }
}
