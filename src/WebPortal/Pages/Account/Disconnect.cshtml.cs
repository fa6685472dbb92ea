using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Account;

/// <summary>Explains what disconnecting does and what it cannot do, and does it.</summary>
internal sealed class DisconnectModel(ConnectionStatusReader connections, ConnectionEnding ending, Consent consent, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    public ConnectionStatus Connection { get; private set; } = null!;

    public EndingText Ending { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } connection)
        {
            return NotFound();
        }

        Connection = connection;
        var expires = connection.AccessTokenExpiresAt;
        Ending = new EndingText(IsDone: false, IsOwn: true, expires > clock.GetUtcNow() ? expires : null, consent.AuthorizationsPage);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } connection
            || !await ending.DisconnectAsync(connection.Id, HttpContext.ToActor(), cancellationToken))
        {
            return NotFound();
        }

        if (!connection.IsConsent)
        {
            return Redirect($"/account?notice={Notices.DisconnectedOther}");
        }

        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Redirect($"/?notice={Notices.Disconnected}&until={connection.AccessTokenExpiresAt.ToUnixTimeSeconds()}");
    }

    /// <summary>The one that is named, or the one by consent; always the person's own and alive.</summary>
    private async Task<ConnectionStatus?> FindAsync(CancellationToken cancellationToken)
    {
        var own = await connections.ListForOwnerAsync(User.GetUserId(), cancellationToken);
        return own.FirstOrDefault(connection => connection.EndedAt is null && !connection.IsHeld && (Id is null ? connection.IsConsent : connection.Id == Id));
    }
}
