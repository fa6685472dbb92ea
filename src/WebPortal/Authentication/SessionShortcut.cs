using System.Security.Claims;
using AspNet.Security.OAuth.Bitbucket;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Options;

namespace WebPortal.Authentication;

/// <summary>Signs a request in whose cookie was opened a moment ago and whose session is good now; leaves every other request to the cookie handler.</summary>
internal sealed class SessionShortcut(RequestDelegate next, SessionCookies cookies, SessionStore sessions, SessionEvents events, IOptionsMonitor<BitbucketAuthenticationOptions> schemes)
{
    private readonly PathString _callback = schemes.Get(BitbucketAuthenticationDefaults.AuthenticationScheme).CallbackPath;

    public async Task InvokeAsync(HttpContext context)
    {
        // The redirect URI belongs to the OAuth handler, and a request to the API with credentials of its own is not the cookie's.
        if (context.Request.Path != _callback && !HasOwnCredentials(context.Request) && cookies.Find(context.Request) is { } cookie
            && await sessions.FindAsync(cookie.Session, context.RequestAborted) is { } session)
        {
            var result = new SignedIn(cookies.ResultOf(cookie, session, events.ResultOf));
            context.User = result.User!;
            context.Features.Set<IAuthenticateResultFeature>(result);
            context.Features.Set<IHttpAuthenticationFeature>(result);
        }

        await next(context);
    }

    public static bool HasSignedIn(HttpContext context) => context.Features.Get<IAuthenticateResultFeature>() is SignedIn;

    private static bool HasOwnCredentials(HttpRequest request) => ApiPaths.Includes(request.Path) && request.Headers.ContainsKey("Authorization");

    /// <summary>What the framework leaves behind after authentication.</summary>
    private sealed class SignedIn(AuthenticateResult result) : IAuthenticateResultFeature, IHttpAuthenticationFeature
    {
        private ClaimsPrincipal? _user = result.Principal;

        public AuthenticateResult? AuthenticateResult { get; set; } = result;

        public ClaimsPrincipal? User
        {
            get => _user;
            set => (_user, AuthenticateResult) = (value, null);
        }
    }
}
