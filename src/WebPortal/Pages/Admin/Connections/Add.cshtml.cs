using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Connections.Adding;
using WebPortal.Pages.Texts;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Admin.Connections;

/// <summary>Takes a workspace's client, once Bitbucket has given it a token that opens the workspace.</summary>
[Authorize(Policy = PortalPolicies.Administer)]
internal sealed class AddModel(ClientAdding adding) : PageModel
{
    private const string UsualScopes = "account repository";

    public string? Workspace { get; private set; }

    public string? ClientId { get; private set; }

    public string? Scopes { get; private set; }

    /// <summary>Why it was not taken; null before it was tried.</summary>
    public string? Problem { get; private set; }

    public void OnGet() => Scopes = UsualScopes;

    public async Task<IActionResult> OnPostAsync(string? workspace, string? clientId, string? secret, string? scopes, CancellationToken cancellationToken)
    {
        var outcome = await adding.AddAsync(User.GetUserId(), new ClientDraft(workspace, clientId, secret, scopes), HttpContext.ToActor(), cancellationToken);
        if (outcome.ConnectionId is { } added)
        {
            return Redirect($"/admin/connections/{added}");
        }

        (Workspace, ClientId, Scopes) = (workspace, clientId, scopes);
        Problem = $"{AddingWords.NotAdded} {AdditionText.Of(outcome, "ClientCredentials")}";
        return Page();
    }
}
