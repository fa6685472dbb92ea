using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace WebPortal.Authentication;

/// <summary>Gives the session cookie and the antiforgery cookie their names and bounds.</summary>
internal sealed class CookieSetup(IOptions<SignInAddressOptions> address, IOptions<SessionsOptions> sessions, TimeProvider clock)
    : IConfigureNamedOptions<CookieAuthenticationOptions>, IConfigureOptions<AntiforgeryOptions>
{
    public static readonly string SessionCookie = "webportal-session";

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        options.EventsType = typeof(SessionEvents);
        options.LoginPath = "/";
        options.ReturnUrlParameter = "returnUrl";
        options.SlidingExpiration = false;
        options.ExpireTimeSpan = sessions.Value.AbsoluteTimeout;
        options.TimeProvider = clock;
        Bound(options.Cookie, SessionCookie);

        // Lax, not Strict: the redirect that ends a sign-in comes from Bitbucket.
        options.Cookie.SameSite = SameSiteMode.Lax;
    }

    public void Configure(CookieAuthenticationOptions options) => Configure(Options.DefaultName, options);

    public void Configure(AntiforgeryOptions options)
    {
        Bound(options.Cookie, "webportal-forms");
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.SuppressXFrameOptionsHeader = true;
    }

    private void Bound(CookieBuilder cookie, string name)
    {
        cookie.Name = address.Value.CookieName(name);
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.SecurePolicy = address.Value.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}
