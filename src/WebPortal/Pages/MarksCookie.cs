using Microsoft.Extensions.Options;
using WebPortal.Authentication;

namespace WebPortal.Pages;

/// <summary>Tells, by being another one, that the person's stars or what they opened have changed; it holds a number without meaning.</summary>
internal sealed class MarksCookie(IOptions<SignInAddressOptions> address, TimeProvider clock)
{
    public void Renew(HttpResponse response) => response.Cookies.Append(address.Value.CookieName("webportal-marks"), clock.GetUtcNow().UtcTicks.ToString("x", null), new CookieOptions
    {
        Path = "/",
        HttpOnly = true,
        Secure = address.Value.IsHttps,
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
    });
}
