using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Account;

/// <summary>Explains what deleting one's data does and what stays, and does it.</summary>
internal sealed class DeleteModel(PersonDeletion deletion, Consent consent) : PageModel
{
    public bool IsHeld { get; private set; }

    public Uri AuthorizationsPage => consent.AuthorizationsPage;

    public async Task OnGetAsync(CancellationToken cancellationToken) => IsHeld = await deletion.IsHeldAsync(User.GetUserId(), cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await deletion.DeleteAsync(HttpContext.ToActor(), cancellationToken))
        {
            return RedirectToPage();
        }

        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Redirect($"/?notice={Notices.Deleted}");
    }
}
