using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;

namespace WebPortal.Pages.Admin.Connections.Runs;

/// <summary>What became of an order, connection by connection; while it is carried out, how far it has come.</summary>
internal sealed class RunModel(RevocationDirectory runs) : PageModel
{
    /// <summary>The certificate has them all.</summary>
    private const int Shown = 50;

    public RunRow Run { get; private set; } = null!;

    public IReadOnlyList<RunItem> Items { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(id, cancellationToken) is not { } run)
        {
            return NotFound();
        }

        (Run, Items) = (run, await runs.ListItemsAsync(id, Shown, cancellationToken));
        return Page();
    }
}
