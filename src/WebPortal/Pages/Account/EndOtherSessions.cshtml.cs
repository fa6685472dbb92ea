using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Account;

/// <summary>Ends all of the person's sessions but this one; the button stands on the account page.</summary>
internal sealed class EndOtherSessionsModel(SessionStore sessions) : PageModel
{
    public IActionResult OnGet() => Redirect("/account");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (User.FindSessionId() is not { } own)
        {
            return NotFound();
        }

        await sessions.EndOthersAsync(own, HttpContext.ToActor(), cancellationToken);
        return Redirect($"/account?notice={Notices.SessionsEnded}");
    }
}
