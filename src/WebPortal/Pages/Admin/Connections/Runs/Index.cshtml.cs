using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;

namespace WebPortal.Pages.Admin.Connections.Runs;

/// <summary>The latest orders for connections and what became of them.</summary>
internal sealed class IndexModel(RevocationDirectory runs) : PageModel
{
    public IReadOnlyList<RunRow> Runs { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Runs = await runs.ListAsync(cancellationToken);
}
