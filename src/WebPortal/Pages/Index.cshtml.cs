using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages;

/// <summary>The front door: what this is, what it asks for, and the sign-in button.</summary>
internal sealed class IndexModel(Consent consent, TimeProvider clock) : PageModel
{
    /// <summary>Access tokens live for two hours; a later time was not written by the portal.</summary>
    private static readonly TimeSpan LongestAccessToken = TimeSpan.FromHours(24);

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Notice { get; set; }

    /// <summary>After a disconnect: Unix seconds at which the access token ends at Bitbucket.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Until { get; set; }

    public IEnumerable<ScopeText> Scopes => consent.RequestedScopes.Select(ScopeText.Of);

    public Uri AuthorizationsPage => consent.AuthorizationsPage;

    /// <summary>Null when the token has ended already, or the address was made up.</summary>
    public DateTimeOffset? AccessTokenEndsAt
    {
        get
        {
            var now = clock.GetUtcNow();
            return Until is { } until && until > now.ToUnixTimeSeconds() && until < (now + LongestAccessToken).ToUnixTimeSeconds()
                ? DateTimeOffset.FromUnixTimeSeconds(until)
                : null;
        }
    }

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? Redirect(LocalAddress.Home) : Page();
}
