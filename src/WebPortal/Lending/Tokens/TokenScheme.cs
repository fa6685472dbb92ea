using Microsoft.AspNetCore.Authentication.Cookies;

namespace WebPortal.Lending.Tokens;

/// <summary>Decides by which scheme a request is let in: whoever sends the header to the API is judged by it alone, whatever cookie came along.</summary>
internal static class TokenScheme
{
    public static readonly string Name = "PortalToken";

    public static string? For(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && http.Request.Headers.ContainsKey("Authorization") ? Name : null;

    /// <summary>The scheme of the session cookie passes such requests on; everywhere else a token is nothing.</summary>
    public static void PassOn(CookieAuthenticationOptions options) => options.ForwardDefaultSelector = For;
}
