using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Administration;
using WebPortal.Authentication;

namespace WebPortal.Pages.Admin.Tokens;

/// <summary>Everybody's portal tokens: whose, what they may do, when and from where they were last used.</summary>
internal sealed class IndexModel(TokenDirectory directory, TimeProvider clock) : PageModel
{
    private const int LongestPerson = 200;

    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    /// <summary>Also those that are over.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    /// <summary>Where the page before this one ended.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Notice { get; set; }

    public TokenPage Found { get; private set; } = new([], 0, null);

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public bool MayRevoke => User.IsInRole(PortalPolicies.Administrator);

    public string AddressOf(bool all, Guid? after = null) => "/admin/tokens" + QueryString.Create(
        new KeyValuePair<string, string?>[] { new("person", Person), new("all", all ? "true" : null), new("after", after?.ToString()) }.Where(pair => !string.IsNullOrEmpty(pair.Value)));

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Person = Person is { Length: > LongestPerson } ? Person[..LongestPerson] : Person;
        Found = await directory.FindAsync(Person, All, After, cancellationToken);
    }
}
