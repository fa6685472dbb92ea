using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Lending.Tokens;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Account.Tokens;

/// <summary>Says what revoking one's own token does, and does it.</summary>
internal sealed class RevokeModel(TokenStore tokens, TimeProvider clock) : PageModel
{
    public PortalTokenSummary Token { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        var own = await tokens.ListAsync(User.GetUserId(), cancellationToken);
        if (own.FirstOrDefault(token => token.Id == id && !token.IsOver(clock.GetUtcNow())) is not { } found)
        {
            return NotFound();
        }

        Token = found;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken) =>
        await tokens.RevokeOwnAsync(id, HttpContext.ToActor(), cancellationToken) ? Redirect($"/account?notice={Notices.TokenRevoked}") : NotFound();
}
