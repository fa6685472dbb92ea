using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Admin.Connections;

/// <summary>Explains to an administrator what revoking somebody's connection does and what it cannot do, and does it.</summary>
[Authorize(Policy = PortalPolicies.Administer)]
internal sealed class RevokeModel(
    ConnectionDirectory directory, ConnectionStatusReader connections, ConnectionEnding revocation, Consent consent, TimeProvider clock) : PageModel
{
    public ConnectionRow Row { get; private set; } = null!;

    public EndingText Ending { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await directory.FindOneAsync(id, cancellationToken) is not { } row || await connections.FindAsync(id, cancellationToken) is not { } status)
        {
            return NotFound();
        }

        if (status.EndedAt is not null)
        {
            return Redirect($"/admin/connections/{id}");
        }

        var expires = status.AccessTokenExpiresAt;
        Row = row;
        Ending = new EndingText(IsDone: false, IsOwn: false, expires > clock.GetUtcNow() ? expires : null, consent.AuthorizationsPage);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        var hasEnded = await revocation.RevokeAsync(id, HttpContext.ToActor(), cancellationToken);
        return hasEnded || await directory.FindOneAsync(id, cancellationToken) is not null ? Redirect($"/admin/connections/{id}") : NotFound();
    }
}
