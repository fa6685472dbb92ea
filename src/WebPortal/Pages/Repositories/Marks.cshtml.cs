using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Repositories;

namespace WebPortal.Pages.Repositories;

/// <summary>Sets or takes away the star of a repository. It answers only what is posted: a workspace may be called "marks" as well.</summary>
internal sealed class MarksModel(RepositoryMarks marks, MarksCookie cookie) : PageModel
{
    public async Task<IActionResult> OnPostAsync(MarkForm form, CancellationToken cancellationToken)
    {
        var isForScript = Request.Headers.Accept == "application/json";
        if (form.Read() is not { } wish)
        {
            return isForScript ? BadRequest() : Redirect(LocalAddress.OrHome(form.ReturnTo));
        }

        var isDone = await marks.SetFavouriteAsync(User.GetUserId(), wish.Workspace, wish.Slug, wish.Favourite, cancellationToken);
        cookie.Renew(Response);
        return isForScript
            ? StatusCode(isDone ? StatusCodes.Status204NoContent : StatusCodes.Status409Conflict)
            : Redirect(isDone ? LocalAddress.OrHome(form.ReturnTo) : "/repositories?favourites=true&notice=full");
    }
}
