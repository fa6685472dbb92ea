namespace WebPortal.Hosting;

/// <summary>
/// Refuses, before any endpoint runs, requests that change something and were started by another site, unknown verbs and bodies
/// of ambiguous length. It stands in front of the anti-forgery tokens, not in their place.
/// </summary>
internal sealed class RequestGuard(RequestDelegate next, PublicAddress address)
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

        // Kestrel reads a body that names two lengths by its chunks and keeps the other length under this name. A proxy in front
        // may have read it the other way.
        if (request.Headers.TransferEncoding.Count > 0 && request.Headers.ContainsKey("X-Content-Length"))
        {
            return Refusal.WriteAsync(context, StatusCodes.Status400BadRequest, "The length of the request is ambiguous.");
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
