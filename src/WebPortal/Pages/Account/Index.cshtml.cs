using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Connections.Adding;
using WebPortal.Lending.Tokens;

namespace WebPortal.Pages.Account;

/// <summary>What the portal knows about the person: who they are, their connections, their sessions, their tokens.</summary>
internal sealed class IndexModel(ConnectionStatusReader connections, SessionStore sessions, TokenStore tokens, AccountAdding adding, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Notice { get; set; }

    public IReadOnlyList<ConnectionStatus> Living { get; private set; } = [];

    public IReadOnlyList<ConnectionStatus> Ended { get; private set; } = [];

    public IReadOnlyList<SessionSummary> Sessions { get; private set; } = [];

    public TokenList Tokens { get; private set; } = null!;

    public bool AllowsAppPasswords => adding.AllowsAppPasswords;

    public string? BitbucketUuid => User.FindFirst(PortalClaims.BitbucketUuid)?.Value;

    public string? AccountId => User.FindFirst(PortalClaims.AccountId)?.Value;

    public ConsentConnection ConsentOf(ConnectionStatus connection) => new(connection, ChoiceOf(connection));

    public TypedConnection TypedOf(ConnectionStatus connection) => new(connection, ChoiceOf(connection), clock.GetUtcNow());

    public bool IsThisOne(SessionSummary session) => session.Id == User.FindSessionId();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var user = User.GetUserId();
        var all = await connections.ListForOwnerAsync(user, cancellationToken);
        Living = [.. all.Where(connection => connection.EndedAt is null)];
        Ended = [.. all.Where(connection => connection.EndedAt is not null)];
        Sessions = await sessions.ListForUserAsync(user, cancellationToken);
        Tokens = TokenList.Of(await tokens.ListAsync(user, cancellationToken), clock.GetUtcNow());
    }

    private DefaultButton ChoiceOf(ConnectionStatus connection)
    {
        var isChosen = User.TryGetConnectionId(out var chosen) && chosen == connection.Id;
        return new DefaultButton(connection.Id, isChosen && Living.Count > 1, Living.Count > 1 && connection.State is "Healthy" or "Retrying");
    }
}
