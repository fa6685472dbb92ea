using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;

namespace WebPortal.Lending.Forwarding;

/// <summary><c>/api/bitbucket/2.0/…</c>: listed operations of Bitbucket for portal tokens, read only.</summary>
internal static class ForwardEndpoint
{
    public static readonly string Prefix = "/api/bitbucket/2.0/";

    /// <summary>The portal's address in the place of Bitbucket's API.</summary>
    public static string PortalBase(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}{Prefix}";

    public static async Task<IResult> AnswerAsync(
        HttpContext http, ForwardGate gate, ForwardBudget budget, ForwardSender sender, IOptions<BitbucketOptions> bitbucket, CancellationToken cancellationToken)
    {
        // What a person may see is nobody else's: no cache in between keeps it.
        http.Response.Headers.CacheControl = "no-store";
        if (http.Features.Get<PortalTokenCaller>() is not { } caller)
        {
            return ApiProblem.InvalidToken();
        }

        var (path, queryText) = Split(http);
        var isMalformed = false;
        if (path is null || ForwardAddress.Find(path, out isMalformed) is not { } address)
        {
            return isMalformed ? ForwardProblem.Malformed("The path is not plain text encoded once.") : ForwardProblem.UnknownOperation();
        }

        if (FindRequestProblem(http, address, queryText, out var query) is { } problem)
        {
            return problem;
        }

        if (budget.TakeShare(http.Response, caller) is { } used)
        {
            return used;
        }

        if (await gate.FindProblemAsync(http, caller, address, query!, cancellationToken) is { } refused)
        {
            return refused;
        }

        return await sender.SendAsync(http, MakeCall(http, caller, address, query!, bitbucket.Value.ApiBaseAddress), cancellationToken) ?? TypedResults.Empty;
    }

    private static ProblemHttpResult? FindRequestProblem(HttpContext http, ForwardAddress address, string queryText, out ForwardQuery? query)
    {
        query = null;
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            return ForwardProblem.ReadOnly(http.Response);
        }

        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true && http.Request.ContentLength != 0)
        {
            return ForwardProblem.Malformed("A request that reads has no body.");
        }

        if (!ForwardHeaders.AreFit(http.Request.Headers))
        {
            return ForwardProblem.Malformed("A header that would be passed on is too long, or not plain text.");
        }

        // A tunnel is no answer.
        http.Request.Headers.Remove("Upgrade");
        (query, var fault) = ForwardQuery.Read(queryText, address.Operation);
        return fault is null ? null : ForwardProblem.Malformed(fault);
    }

    private static ForwardCall MakeCall(HttpContext http, PortalTokenCaller caller, ForwardAddress address, ForwardQuery query, Uri apiBase) => new(
        caller,
        address,
        ApiAddress.Below(apiBase, address.Path + query.Text),
        apiBase,
        new LinkTargets(apiBase.AbsoluteUri, PortalBase(http.Request), address.Path),
        ForwardGate.MustFilter(caller.Leash, address) ? new LeashedAnswer(caller.Leash, address) : null);

    /// <summary>From the request line as it was sent: what the server makes of it has already been decoded once.</summary>
    private static (string? Path, string Query) Split(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (target.Length == 0)
        {
            // A server inside the process has no request line.
            target = http.Request.PathBase.ToUriComponent() + http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent();
        }

        var cut = target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = cut < 0 ? (target, "") : (target[..cut], target[cut..]);
        var prefix = http.Request.PathBase.Value + Prefix;
        return (path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : null, query);
    }
}
