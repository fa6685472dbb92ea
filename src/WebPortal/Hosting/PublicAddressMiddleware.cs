using System.Net;

namespace WebPortal.Hosting;

/// <summary>
/// Makes every request look as if it had been sent to the public address, so that no link, redirect or redirect URI can follow
/// the Host header; sends browsers that came another way to the right address.
/// </summary>
internal sealed partial class PublicAddressMiddleware(RequestDelegate next, PublicAddress address, ILogger<PublicAddressMiddleware> logger)
{
    private bool _warned;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var sameHost = address.IsHost(request.Host);
        var isPlain = address.IsHttps && !request.IsHttps;
        request.Scheme = address.Scheme;
        request.Host = address.Host;

        if (request.IsHealth())
        {
            return next(context);
        }

        if (isPlain && (!request.IsRead() || request.IsApi()))
        {
            Warn(context.Connection.RemoteIpAddress);
            return Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, "This address is served over https only.");
        }

        if (isPlain || (!sameHost && !request.IsApi()))
        {
            return RedirectAsync(context);
        }

        return next(context);
    }

    private Task RedirectAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.IsRead())
        {
            return Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, "This is not the address of the portal.");
        }

        Warn(context.Connection.RemoteIpAddress);

        // The origin stands in front whatever the path looks like, so "//elsewhere" stays a path of ours.
        var path = (request.PathBase + request.Path).ToUriComponent();
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location = address.Origin + path + request.QueryString.ToUriComponent();
        return Task.CompletedTask;
    }

    private void Warn(IPAddress? peer)
    {
        if (!_warned)
        {
            _warned = true;
            Log.CameAnotherWay(logger, peer, address.Origin);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A request from {Peer} was not addressed to {Origin} and was sent there. If that repeats for every request, "
            + "let the reverse proxy pass the Host header on and list its address in Portal:TrustedProxies. This is said once.")]
        public static partial void CameAnotherWay(ILogger logger, IPAddress? peer, string origin);
    }
}
