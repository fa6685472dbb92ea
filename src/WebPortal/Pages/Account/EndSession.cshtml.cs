using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Account;

/// <summary>Ends one of the person's own sessions; the button stands on the account page.</summary>
internal sealed class EndSessionModel(SessionStore sessions) : PageModel
{
    public IActionResult OnGet() => Redirect("/account");

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken)
    {
        var hasEnded = await sessions.EndOwnAsync(id, HttpContext.ToActor(), cancellationToken);
        return hasEnded ? Redirect($"/account?notice={Notices.SessionEnded}") : NotFound();
    }
}
