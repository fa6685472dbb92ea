using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Connections.Adding;
using WebPortal.Pages.Texts;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Account.Connections;

/// <summary>Puts a new API token or app password in the place of the person's old one, once Bitbucket has accepted it.</summary>
internal sealed class ReplaceModel(ConnectionStatusReader connections, AccountAdding adding, TimeProvider clock) : PageModel
{
    public ConnectionStatus Connection { get; private set; } = null!;

    public AccountForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        Form = FormOf(new AccountDraft(Connection.Kind == "AppPassword", Connection.AccountName, null, null), null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? account, string? secret, DateOnly? endsOn, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
        {
            return NotFound();
        }

        var draft = new AccountDraft(Connection.Kind == "AppPassword", account, secret, endsOn);
        var outcome = await adding.ReplaceAsync(id, draft, HttpContext.ToActor(), cancellationToken);
        if (outcome.ConnectionId is not null)
        {
            return Redirect($"/account?notice={Notices.Replaced}");
        }

        Form = FormOf(draft, $"{AddingWords.NotReplaced} {AdditionText.Of(outcome, Connection.Kind)}");
        return Page();
    }

    /// <summary>Only the person's own, alive, and not held by an administrator.</summary>
    private async Task<bool> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var own = await connections.ListForOwnerAsync(User.GetUserId(), cancellationToken);
        Connection = own.FirstOrDefault(connection => connection.Id == id && connection.EndedAt is null && connection.IsAccountSecret && !connection.IsHeld)!;
        return Connection is not null;
    }

    private AccountForm FormOf(AccountDraft draft, string? problem) =>
        AccountForm.Of(draft, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), problem, AddingWords.Replace);
}
