using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using WebPortal.Connections;

namespace WebPortal.Authentication;

/// <summary>Keeps the cookie a mere handle: the session behind it begins at sign-in and is looked up anew at every request.</summary>
internal sealed class SessionEvents(SessionStore sessions, SessionCookies cookies, PortalRoles roles) : CookieAuthenticationEvents
{
    /// <summary>Begins a new session at every sign-in, whatever cookie came along, and ends the one that was open.</summary>
    public override async Task SigningIn(CookieSigningInContext context)
    {
        var http = context.HttpContext;
        var former = await http.AuthenticateAsync(context.Scheme.Name);
        if (former.Principal?.FindSessionId() is { } formerSession)
        {
            await sessions.SignOutAsync(formerSession, http.ToActor(former.Principal.GetUserId()), CancellationToken.None);
        }

        var handle = await sessions.BeginAsync(
            context.Principal!.GetUserId(), http.RemoteAddress(), http.Request.Headers.UserAgent, CancellationToken.None);
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(SessionHandle.Claim, handle)], context.Scheme.Name));
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var handle = context.Principal?.FindFirst(SessionHandle.Claim)?.Value;
        if (handle is null || await sessions.FindAsync(handle, context.HttpContext.RequestAborted) is not { } session)
        {
            context.RejectPrincipal();
            return;
        }

        cookies.Remember(context.Request, handle, context.Properties.ExpiresUtc);
        context.ReplacePrincipal(PrincipalOf(session, context.Scheme.Name));
    }

    /// <summary>The same as the cookie handler's, for a cookie that need not be opened.</summary>
    public AuthenticateResult ResultOf(LiveSession session)
    {
        var scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        return AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(session, scheme), scheme));
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        if (context.HttpContext.User.FindSessionId() is { } session)
        {
            await sessions.SignOutAsync(session, context.HttpContext.ToActor(context.HttpContext.User.GetUserId()), CancellationToken.None);
        }
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        ApiPaths.Includes(context.Request.Path) ? ApiAnswers.UnauthorizedAsync(context.HttpContext) : base.RedirectToLogin(context);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        // No redirect: the page of the status code says it, at the address that was asked for.
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private ClaimsPrincipal PrincipalOf(LiveSession session, string scheme)
    {
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(PortalClaims.UserId, session.User.Id.ToString()));
        identity.AddClaim(new Claim(PortalClaims.SessionId, session.Id.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, session.User.DisplayName));
        identity.AddClaim(new Claim(PortalClaims.BitbucketUuid, session.User.BitbucketUuid));
        if (session.User.AccountId is { } accountId)
        {
            identity.AddClaim(new Claim(PortalClaims.AccountId, accountId));
        }

        if (session.ConnectionId is { } connectionId)
        {
            identity.AddClaim(new Claim(PortalClaims.ConnectionId, connectionId.ToString()));
        }

        identity.AddClaims(roles.Of(session).Select(role => new Claim(ClaimTypes.Role, role)));
        return new ClaimsPrincipal(identity);
    }
}
