using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Connections.Adding;
using WebPortal.Pages.Texts;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Account.Connections;

/// <summary>Says that app passwords are retired and what replaces them; takes one only where they are switched on.</summary>
internal sealed class AddAppPasswordModel(AccountAdding adding, TimeProvider clock) : PageModel
{
    public bool IsAllowed => adding.AllowsAppPasswords;

    public AccountForm Form { get; private set; } = null!;

    public void OnGet() => Form = FormOf(new AccountDraft(true, null, null, null), null);

    public async Task<IActionResult> OnPostAsync(string? account, string? secret, CancellationToken cancellationToken)
    {
        var draft = new AccountDraft(true, account, secret, null);
        var outcome = await adding.AddAsync(User.GetUserId(), draft, HttpContext.ToActor(), cancellationToken);
        if (outcome.ConnectionId is not null)
        {
            return Redirect($"/account?notice={Notices.Added}");
        }

        Form = FormOf(draft, $"{AddingWords.NotAdded} {AdditionText.Of(outcome, "AppPassword")}");
        return Page();
    }

    private AccountForm FormOf(AccountDraft draft, string? problem) =>
        AccountForm.Of(draft, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), problem, AddingWords.Add);
}
