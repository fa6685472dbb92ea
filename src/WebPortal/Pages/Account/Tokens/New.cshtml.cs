using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Connections;
using WebPortal.Lending.Tokens;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Account.Tokens;

/// <summary>Makes a token and shows it, this once.</summary>
internal sealed class NewModel(TokenStore tokens, ConnectionStatusReader connections, TimeProvider clock) : PageModel
{
    /// <summary>Seconds after which one more may be made, at the latest, as far as it is a matter of time.</summary>
    private const string RetryAfter = "3600";

    [BindProperty(Name = "")]
    public TokenForm Form { get; set; } = null!;

    public IReadOnlyList<ConnectionStatus> Connections { get; private set; } = [];

    public string FirstDay => TokenForm.Write(clock.GetUtcNow());

    public string LastDay => TokenForm.LastDay(clock.GetUtcNow());

    /// <summary>What is wrong with the form; null when nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>The token itself, told once and never again.</summary>
    public string? Token { get; private set; }

    public string Example => $"curl -H \"Authorization: Bearer $TOKEN\" {Request.Scheme}://{Request.Host}{Request.PathBase}/api/v1/repositories";

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Form = TokenForm.AtFirst(clock.GetUtcNow());
        await FindConnectionsAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await FindConnectionsAsync(cancellationToken);
        var connection = Connections.FirstOrDefault(own => Form.Connection is null || own.Id == Form.Connection);
        var issue = await tokens.IssueAsync(HttpContext.ToActor(), Form.ToWish(connection?.Id ?? Guid.Empty), cancellationToken);
        if (issue is TokenIssue.Issued issued)
        {
            Token = issued.Token;
            return Page();
        }

        Fault = TokenInWords.Of(issue);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        if (issue is TokenIssue.TooMany)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = RetryAfter;
        }

        return Page();
    }

    private async Task FindConnectionsAsync(CancellationToken cancellationToken)
    {
        var all = await connections.ListForOwnerAsync(User.GetUserId(), cancellationToken);
        Connections = [.. all.Where(own => own.EndedAt is null && own.State != "Suspended")];
    }
}
