using WebPortal.Connections.Adding;

namespace WebPortal.Pages.Account.Connections;

/// <summary>The fields of an API token or app password, as they were sent; the secret never goes back to the browser.</summary>
/// <param name="Problem">Why it was not taken; null before it was tried.</param>
/// <param name="Button">What the button says.</param>
internal sealed record AccountForm(bool IsAppPassword, string? Account, DateOnly? EndsOn, DateOnly Today, string? Problem, string Button)
{
    /// <summary>What an API token needs at the least, as Atlassian names it.</summary>
    public static IReadOnlyList<string> TokenScopes { get; } = ["read:user:bitbucket", "read:workspace:bitbucket", "read:repository:bitbucket"];

    /// <summary>The last day that the field offers; Bitbucket issues no token for longer.</summary>
    public DateOnly Latest => Today.AddYears(1);

    public static AccountForm Of(AccountDraft draft, DateOnly today, string? problem, string button) =>
        new(draft.IsAppPassword, draft.Account, draft.EndsOn, today, problem, button);
}
