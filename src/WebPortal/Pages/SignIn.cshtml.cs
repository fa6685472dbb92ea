using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebPortal.Authentication;
using WebPortal.Pages.Texts;

namespace WebPortal.Pages;

/// <summary>Starts a sign-in, and is where one ends that did not succeed.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class SignInModel : PageModel
{
    private const string Scheme = "Bitbucket";

    public SignInProblemText Problem { get; private set; } = SignInProblemText.Of(SignInProblem.Failed);

    public IActionResult OnGet(string? reason)
    {
        if (SignInProblems.Find(reason) is not { } problem)
        {
            return Redirect("/");
        }

        Problem = SignInProblemText.Of(problem);
        Response.StatusCode = problem switch
        {
            SignInProblem.Denied or SignInProblem.NotAMember or SignInProblem.AccountScopeMissing => StatusCodes.Status403Forbidden,
            SignInProblem.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status400BadRequest,
        };
        return Page();
    }

    public IActionResult OnPost(string? returnUrl) => Challenge(
        new AuthenticationProperties { RedirectUri = LocalAddress.OrHome(returnUrl) }, Scheme);
}
