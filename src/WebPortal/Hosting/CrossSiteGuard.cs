namespace WebPortal.Hosting;

/// <summary>
/// Refuses requests that change something and were started by another site, before any endpoint runs. It stands in front of the
/// anti-forgery tokens, not in their place, and knows no verb beyond the usual ones.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next, PublicAddress address)
{
    private const string Verbs = "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE";

    private static readonly HashSet<string> KnownVerbs = [.. Verbs.Split(", ")];

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!KnownVerbs.Contains(request.Method))
        {
            context.Response.Headers.Allow = Verbs;
            return Refusal.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "This kind of request is not supported.");
        }

        var isUnsafe = !request.IsRead() && !HttpMethods.IsOptions(request.Method);
        return isUnsafe && !IsOwn(request.Headers)
            ? Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, "This request was started by another site and was refused.")
            : next(context);
    }

    private bool IsOwn(IHeaderDictionary headers)
    {
        var origin = headers.Origin;
        var site = headers["Sec-Fetch-Site"];
        return (origin.Count == 0 || (origin.Count == 1 && string.Equals(origin[0], address.Origin, StringComparison.OrdinalIgnoreCase)))
            && (site.Count == 0 || (site.Count == 1 && site[0] is "same-origin" or "none"));
    }
}
