using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace WebPortal.Hosting;

/// <summary>Puts the browser's rules on every answer, whoever writes it: pages, redirects, errors, static files and health.</summary>
internal sealed class SecurityHeadersMiddleware(RequestDelegate next, PublicAddress address, IOptions<SecurityHeadersOptions> options)
{
    private static readonly string[] DeniedFeatures =
    [
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation",
        "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
        "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking",
    ];

    private readonly KeyValuePair<string, string>[] _headers = [.. Headers(address, options.Value)];

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(
            static state =>
            {
                var (response, headers) = ((HttpResponse, KeyValuePair<string, string>[]))state;
                Write(response, headers);
                return Task.CompletedTask;
            },
            (context.Response, _headers));
        return next(context);
    }

    private static void Write(HttpResponse response, KeyValuePair<string, string>[] headers)
    {
        foreach (var (name, value) in headers)
        {
            response.Headers[name] = value;
        }

        // Static assets say themselves how long they may be kept; everything else may be personal.
        if (!response.Headers.ContainsKey(HeaderNames.CacheControl))
        {
            response.Headers.CacheControl = "no-store";
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(PublicAddress address, SecurityHeadersOptions options)
    {
        yield return new(HeaderNames.ContentSecurityPolicy, ContentSecurityPolicy(options));
        yield return new(HeaderNames.XContentTypeOptions, "nosniff");
        yield return new(HeaderNames.XFrameOptions, "DENY");
        yield return new("Referrer-Policy", "same-origin");
        yield return new("Cross-Origin-Opener-Policy", "same-origin");
        yield return new("Cross-Origin-Resource-Policy", "same-origin");

        // The clipboard stays for the portal itself: a portal token is shown once and wants to be copied.
        yield return new("Permissions-Policy", string.Join(", ", DeniedFeatures.Select(feature => feature + "=()")) + ", clipboard-read=(), clipboard-write=(self)");
        if (address.IsHttps)
        {
            yield return new(HeaderNames.StrictTransportSecurity, "max-age=31536000; includeSubDomains");
        }
    }

    private static string ContentSecurityPolicy(SecurityHeadersOptions options)
    {
        var formActions = string.Concat(options.FormActions.Select(uri => " " + uri.GetLeftPart(UriPartial.Authority)).Distinct());
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + $"form-action 'self'{formActions}; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
    }
}
