using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;
using WebPortal.Authentication;
using WebPortal.Lending.Tokens;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Admin.Tokens;

/// <summary>Says whose token would be revoked, and revokes it.</summary>
[Authorize(Policy = PortalPolicies.Administer)]
internal sealed class RevokeModel(TokenDirectory directory, TokenStore tokens) : PageModel
{
    public TokenRow Row { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await directory.FindLivingAsync(id, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        Row = found;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken) =>
        await tokens.RevokeAnyAsync(id, HttpContext.ToActor(), cancellationToken) ? Redirect($"/admin/tokens?notice={Notices.TokenRevoked}") : NotFound();
}
