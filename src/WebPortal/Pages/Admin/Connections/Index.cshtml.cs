using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;

namespace WebPortal.Pages.Admin.Connections;

/// <summary>Everybody's connections: filtered, sorted, page by page, and chosen for what is to be done with them.</summary>
internal sealed class IndexModel(ConnectionDirectory directory) : PageModel
{
    public ConnectionAddress Address { get; private set; } = new(ConnectionFilter.All, ConnectionSort.Usual);

    public ConnectionPage Found { get; private set; } = ConnectionPage.Empty;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Address = ConnectionAddress.Read(Request.Query);
        Found = await directory.FindAsync(Address.Filter, Address.Sort, Address.Cursor, cancellationToken);
    }
}
