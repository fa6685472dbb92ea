using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Connections;
using WebPortal.Pages.Shared;
using WebPortal.Pages.Words;
using WebPortal.Repositories;

namespace WebPortal.Pages.Repositories;

/// <summary>Everything the person's connection opens: searched, filtered, sorted, page by page, with its completeness.</summary>
internal sealed class IndexModel(RepositoryCatalog catalog, RepositoryMarks marks) : PageModel
{
    public RepositoryListing Listing { get; private set; } = null!;

    public IReadOnlyList<RepositoryQueryFault> Faults { get; private set; } = [];

    public RepositoryAddress Address { get; private set; } = null!;

    public IEnumerable<(string Field, string Label)> Orders =>
    [
        .. Listing.Query.Words.Count > 0 ? [(RepositorySort.BestMatch.Field, RepositoriesWords.BestMatch)] : Array.Empty<(string, string)>(),
        ("updated", RepositoriesWords.Updated), ("name", RepositoriesWords.Name), ("size", RepositoriesWords.Size), ("created", RepositoriesWords.Created),
    ];

    /// <summary>A star was refused.</summary>
    public bool IsFull => Request.Query["notice"] == "full";

    public Pager Pager => new(Listing.Page, Listing.PageCount, Address.AtPage);

    public bool IsSomethingRead => Listing.Completeness.RepositoriesRead > 0 || Listing.Completeness is { IsComplete: true, WorkspacesTotal: > 0 };

    /// <summary>What the person works with stands above everything, where nothing was asked for.</summary>
    public bool ShowsMarked => !Listing.Query.HasFilter && Listing.Page == 1 && Listing.Favourites.Count + Listing.Opened.Count > 0;

    /// <summary>The page itself, also when only its results are asked for.</summary>
    public string ReturnTo => Address.AtPage(Listing.Page);

    public IEnumerable<FacetLinks> Facets => FacetList.Of(Listing, Address);

    public async Task<IActionResult> OnGetAsync(string? workspace, CancellationToken cancellationToken)
    {
        (var query, Faults) = RepositoryQueryReader.Read(ReadText(workspace));
        if (workspace is not null && query.Workspace is null)
        {
            return NotFound();
        }

        Address = new RepositoryAddress(query);
        Listing = await ListAsync(query with { WithGuesses = true }, cancellationToken);
        Offer();
        return Listing.Empty == EmptyReason.UnknownWorkspace ? NotFound() : Request.Query["part"] == "results" ? Partial("_Results", this) : Page();
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

    /// <summary>Searches are seldom asked twice, and a page that waits for a reading is soon another one.</summary>
    private void Offer()
    {
        if (Listing is { Kept: { } kept, Query.Text: null, Completeness.IsBeingRead: false } && !IsFull)
        {
            HttpContext.Features.Set(new KeptPageOffer(kept));
        }
    }

    private async Task<RepositoryListing> ListAsync(RepositoryQuery query, CancellationToken cancellationToken)
    {
        if (!User.TryGetConnectionId(out var connection))
        {
            return RepositoryListing.Reconnect(query);
        }

        if (query.Permission is not null)
        {
            catalog.WantPermissions(connection.Value);
        }

        return await catalog.ListAsync(connection.Value, query, CatalogWait.First, await marks.ReadAsync(User.GetUserId(), cancellationToken), cancellationToken);
    }

    private RepositoryQueryText ReadText(string? workspace)
    {
        var query = Request.Query;
        string? Value(string name) => query[name] is [var single, ..] ? single : null;
        var sort = Value("sort") ?? RepositoryAddress.UsualFor(!string.IsNullOrWhiteSpace(Value("query"))).ToString();
        return new RepositoryQueryText(
            Value("query"), Value("language"), Value("project"), workspace ?? Value("workspace"), Value("visibility"), sort, Value("page"), Value("pageSize"),
            Value("permission"), Value("activity"), Value("favourites"));
    }
}
