using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Connections.Adding;
using WebPortal.Pages.Texts;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Account.Connections;

/// <summary>Takes a person's API token, once Bitbucket has accepted it.</summary>
internal sealed class AddTokenModel(AccountAdding adding, TimeProvider clock) : PageModel
{
    public AccountForm Form { get; private set; } = null!;

    public void OnGet() => Form = FormOf(new AccountDraft(false, null, null, null), null);

    public async Task<IActionResult> OnPostAsync(string? account, string? secret, DateOnly? endsOn, CancellationToken cancellationToken)
    {
        var draft = new AccountDraft(false, account, secret, endsOn);
        var outcome = await adding.AddAsync(User.GetUserId(), draft, HttpContext.ToActor(), cancellationToken);
        if (outcome.ConnectionId is not null)
        {
            return Redirect($"/account?notice={Notices.Added}");
        }

        Form = FormOf(draft, $"{AddingWords.NotAdded} {AdditionText.Of(outcome, "ApiToken")}");
        return Page();
    }

    private AccountForm FormOf(AccountDraft draft, string? problem) =>
        AccountForm.Of(draft, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), problem, AddingWords.Add);
}
