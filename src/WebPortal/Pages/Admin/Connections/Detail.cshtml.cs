using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;
using WebPortal.Connections;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Admin.Connections;

/// <summary>One connection of anybody: whose, what it opens, and after its end what was destroyed and what is left.</summary>
internal sealed class DetailModel(ConnectionDirectory directory, ConnectionStatusReader connections, Consent consent, TimeProvider clock) : PageModel
{
    public ConnectionRow Row { get; private set; } = null!;

    public ConnectionStatus Status { get; private set; } = null!;

    public EndingText Ending => new(IsDone: true, IsOwn: false, Status.AccessTokenExpiresAt > clock.GetUtcNow() ? Status.AccessTokenExpiresAt : null, consent.AuthorizationsPage);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await directory.FindOneAsync(id, cancellationToken) is not { } row || await connections.FindAsync(id, cancellationToken) is not { } status)
        {
            return NotFound();
        }

        (Row, Status) = (row, status);
        return Page();
    }
}
