using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Connections.Adding;
using WebPortal.Pages.Texts;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Admin.Connections;

/// <summary>Gives a workspace's client a new secret, once Bitbucket has accepted it.</summary>
[Authorize(Policy = PortalPolicies.Administer)]
internal sealed class ReplaceModel(ConnectionStatusReader connections, ClientAdding adding) : PageModel
{
    public ConnectionStatus Connection { get; private set; } = null!;

    /// <summary>Why it was not taken; null before it was tried.</summary>
    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken) => await FindAsync(id, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? secret, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        var outcome = await adding.ReplaceAsync(id, secret, HttpContext.ToActor(), cancellationToken);
        if (outcome.ConnectionId is not null)
        {
            return Redirect($"/admin/connections/{id}");
        }

        Problem = $"{AddingWords.NotReplaced} {AdditionText.Of(outcome, Connection.Kind)}";
        return Page();
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await connections.FindAsync(id, cancellationToken);
        Connection = found is { EndedAt: null, Kind: "ClientCredentials" } ? found : null!;
        return Connection is not null;
    }
}
