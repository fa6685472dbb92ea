using System.Net;
using System.Security.Claims;
using System.Text;
using AspNet.Security.OAuth.Bitbucket;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using WebPortal.Bitbucket;
using WebPortal.Connections;

namespace WebPortal.Authentication;

/// <summary>What the portal does at each step of a sign-in that the OAuth handler runs.</summary>
/// <remarks>
/// 1. <see cref="CreatingTicket"/>: read the token set strictly, check the profile and the allowed workspaces, store person and connection.
/// 2. <see cref="TicketReceived"/>: begin the session, or end on the page that names the reason; return addresses stay local.
/// 3. <see cref="RemoteFailure"/>: every other way out ends on the same page, never on an error and never with upstream text.
/// Nothing here ends when the browser leaves: the code is spent, and what it bought is kept.
/// </remarks>
internal sealed partial class BitbucketSignInEvents(
    WorkspaceMembership membership, SignInRecorder recorder, SignInAudit audit, TimeProvider clock, ILogger<BitbucketSignInEvents> logger) : OAuthEvents
{
    public override async Task CreatingTicket(OAuthCreatingTicketContext context)
    {
        if (await FindProblemAsync(context) is { } problem)
        {
            context.HttpContext.Features.Set(new SignInRefusal(problem));
        }
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        if (context.HttpContext.Features.Get<SignInRefusal>() is { } refusal)
        {
            await RefuseAsync(context.HttpContext, refusal.Problem);
            context.HandleResponse();
            return;
        }

        context.ReturnUri = LocalAddress.OrHome(context.ReturnUri);
    }

    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        var problem = ProblemOf(context.Failure);
        Log.Failed(logger, problem, context.Failure?.GetType().Name ?? "none");
        await RefuseAsync(context.HttpContext, problem);
        context.HandleResponse();
    }

    public override async Task AccessDenied(AccessDeniedContext context)
    {
        await RefuseAsync(context.HttpContext, SignInProblem.Denied);
        context.HandleResponse();
    }

    private async Task<SignInProblem?> FindProblemAsync(OAuthCreatingTicketContext context)
    {
        var answer = Encoding.UTF8.GetBytes(context.TokenResponse.Response!.RootElement.GetRawText());
        if (TokenAnswer.Read(HttpStatusCode.OK, answer, null, clock.GetUtcNow()) is not TokenRequestOutcome.Granted granted)
        {
            return SignInProblem.UnusableAnswer;
        }

        if (BitbucketProfile.Read(context.User) is not { } profile)
        {
            return SignInProblem.UnusableAnswer;
        }

        if (await membership.FindProblemAsync(granted.Tokens.AccessToken, CancellationToken.None) is { } problem)
        {
            return problem;
        }

        var email = context.Identity!.FindFirst(ClaimTypes.Email)?.Value;
        var user = await recorder.RecordAsync(profile, email, granted.Tokens, context.HttpContext.RemoteAddress(), CancellationToken.None);
        context.Identity.AddClaim(new Claim(PortalClaims.UserId, user.ToString()));
        return null;
    }

    private async Task RefuseAsync(HttpContext http, SignInProblem problem)
    {
        await audit.RefusedAsync(http.ToActor(null), problem, CancellationToken.None);
        http.Response.Redirect(problem.PageAddress());
    }

    private static SignInProblem ProblemOf(Exception? failure) => failure?.Data[BitbucketAuthenticationHandler.FailureKey] switch
    {
        "invalid_grant" => SignInProblem.CodeRefused,
        "unauthorized_client" or "invalid_client" => SignInProblem.ClientRefused,
        "unavailable" => SignInProblem.Unavailable,
        "profile-403" => SignInProblem.AccountScopeMissing,
        string other when other.StartsWith("profile-5", StringComparison.Ordinal) || other == "profile-429" => SignInProblem.Unavailable,
        string => SignInProblem.UnusableAnswer,
        _ => SignInProblem.Failed,
    };

    private sealed record SignInRefusal(SignInProblem Problem);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A sign-in ended with {Problem} ({Failure})")]
        public static partial void Failed(ILogger logger, SignInProblem problem, string failure);
    }
}
