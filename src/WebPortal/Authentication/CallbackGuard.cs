using AspNet.Security.OAuth.Bitbucket;
using Microsoft.Extensions.Options;

namespace WebPortal.Authentication;

/// <summary>Stands before the OAuth handler at the redirect URI and lets only a genuine, fresh, first callback of this very browser through.</summary>
/// <remarks>
/// 1. GET only, with exactly one state and exactly one of code and error.
/// 2. The state is one of ours and unchanged.
/// 3. It is not older than the time allowed for consent.
/// 4. The browser holds the cookie that was set when this very attempt began.
/// 5. The state has not come back before; it is spent now, in the database, so that this holds for all replicas.
/// 6. An error at Bitbucket ends here; only a code goes on to the token endpoint.
/// Every refusal leaves one audit record and ends on a page of the portal, without code and state in its address.
/// </remarks>
internal sealed class CallbackGuard(
    RequestDelegate next, IOptionsMonitor<BitbucketAuthenticationOptions> schemes, SpentStates spent, SignInAudit audit, TimeProvider clock)
{
    private const string CorrelationKey = ".xsrf";
    private const int LongestValue = 4096;

    private BitbucketAuthenticationOptions Scheme => schemes.Get(BitbucketAuthenticationDefaults.AuthenticationScheme);

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path != Scheme.CallbackPath)
        {
            await next(context);
            return;
        }

        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = HttpMethods.Get;
            return;
        }

        if (await FindProblemAsync(context) is { } problem)
        {
            await audit.RefusedAsync(context.ToActor(null), problem, context.RequestAborted);
            context.Response.Redirect(problem.PageAddress());
            return;
        }

        await next(context);
    }

    private async Task<SignInProblem?> FindProblemAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (Single(query, "state") is not { } state || (Single(query, "code") is null) == (Single(query, "error") is null)
            || query["code"].Count + query["error"].Count != 1)
        {
            return SignInProblem.Malformed;
        }

        if (Scheme.StateDataFormat.Unprotect(state) is not { } attempt
            || !attempt.Items.TryGetValue(CorrelationKey, out var correlation) || string.IsNullOrEmpty(correlation))
        {
            return SignInProblem.UnknownState;
        }

        if (!(clock.GetUtcNow() - attempt.IssuedUtc <= Scheme.RemoteAuthenticationTimeout))
        {
            return SignInProblem.Expired;
        }

        if (!context.Request.Cookies.ContainsKey(Scheme.CorrelationCookie.Name + correlation))
        {
            return SignInProblem.OtherBrowser;
        }

        if (!await spent.TrySpendAsync(correlation, context.RequestAborted))
        {
            return SignInProblem.AlreadyUsed;
        }

        return Single(query, "error") switch
        {
            null => null,
            "access_denied" => SignInProblem.Denied,
            _ => SignInProblem.RefusedByBitbucket,
        };
    }

    /// <returns>The value when the parameter is there exactly once, is not empty and not absurdly long.</returns>
    private static string? Single(IQueryCollection query, string name) =>
        query[name] is [{ Length: > 0 and <= LongestValue } value] ? value : null;
}
