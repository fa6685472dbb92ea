using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Account.Connections;

/// <summary>Chooses the connection that the person's lists are read with; the button stands on the account page.</summary>
internal sealed class DefaultModel(DefaultChoice choice) : PageModel
{
    public IActionResult OnGet() => Redirect("/account");

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellationToken) =>
        await choice.ChooseAsync(id, HttpContext.ToActor(), cancellationToken) ? Redirect($"/account?notice={Notices.DefaultChosen}") : NotFound();
}
