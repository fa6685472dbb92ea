using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;
using WebPortal.Authentication;
using WebPortal.Connections;

namespace WebPortal.Pages.Admin.Sessions;

/// <summary>Who is signed in, from where and since when.</summary>
internal sealed class IndexModel(SessionDirectory directory) : PageModel
{
    private const int LongestPerson = 200;

    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    /// <summary>Where the page before this one ended.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Notice { get; set; }

    public SessionPage Found { get; private set; } = new([], 0, null);

    public bool MayEnd => User.IsInRole(PortalPolicies.Administrator);

    public string OlderAddress => "/admin/sessions" + QueryString.Create(
        new KeyValuePair<string, string?>[] { new("person", Person), new("after", Found.Older?.ToString()) }.Where(pair => !string.IsNullOrEmpty(pair.Value)));

    public bool IsThisOne(SessionRow session) => session.Id == User.FindSessionId();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Person = Person is { Length: > LongestPerson } ? Person[..LongestPerson] : Person;
        Found = await directory.FindAsync(Person, SessionPlace.Parse(After), cancellationToken);
    }
}
