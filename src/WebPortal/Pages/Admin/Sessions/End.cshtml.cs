using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Admin.Sessions;

/// <summary>Says how many sessions would end and whose they are, and ends them: one, all of a person, or everybody's.</summary>
[Authorize(Policy = PortalPolicies.Administer)]
internal sealed class EndModel(SessionDirectory directory, SessionEnding ending) : PageModel
{
    private const int MostListed = 20;

    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    public IReadOnlyList<SessionRow> Listed { get; private set; } = [];

    public int Sessions { get; private set; }

    public int People { get; private set; }

    /// <summary>Somebody who ends all sessions of a person may be that person.</summary>
    public bool IncludesThisOne { get; private set; }

    private Guid Own => User.FindSessionId() ?? Guid.Empty;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (All)
        {
            (Sessions, People) = await directory.CountOthersAsync(Own, cancellationToken);
            return Page();
        }

        var chosen = Person is { } person ? await directory.ListOfAsync(person, cancellationToken)
            : Id is { } id && await directory.FindOneAsync(id, cancellationToken) is { } row ? [row] : [];
        if (chosen.Count == 0)
        {
            return NotFound();
        }

        (Sessions, People, Listed) = (chosen.Count, 1, [.. chosen.Take(MostListed)]);
        IncludesThisOne = chosen.Any(session => session.Id == Own);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var actor = HttpContext.ToActor();
        var ended = All ? await ending.EndEverybodysAsync(Own, actor, cancellationToken)
            : Person is { } person ? await ending.EndOfPersonAsync(person, actor, cancellationToken)
            : Id is { } id && await ending.EndOneAsync(id, actor, cancellationToken) ? 1 : 0;

        // Nothing left to end is as good as ended when everybody was meant.
        return ended > 0 || All ? Redirect($"/admin/sessions?notice={(ended == 1 ? Notices.SessionEnded : Notices.SessionsEnded)}") : NotFound();
    }
}
