using Microsoft.AspNetCore.Http.HttpResults;
using WebPortal.Lending.Tokens;

namespace WebPortal.Lending;

/// <summary>Refuses a token what its leash does not allow: the place it comes from, the operation, the workspace named in the address, its share of the hour.</summary>
/// <remarks>What is inside an answer is not its matter: <see cref="LeashedView"/> leaves only what may be seen.</remarks>
internal sealed class LeashFilter(TokenShares shares) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<PortalTokenCaller>() is { } caller && FindProblem(context.HttpContext, caller) is { } problem ? problem : await next(context);

    private ProblemHttpResult? FindProblem(HttpContext http, PortalTokenCaller caller)
    {
        var leash = caller.Leash;
        if (!leash.AllowsAddress(http.Connection.RemoteIpAddress))
        {
            return ApiProblem.NotAllowed("network", "The token may not be used from this address. Its owner named the networks when it was made.");
        }

        if (http.GetEndpoint()?.Metadata.GetMetadata<LeashedOperation>()?.Operation is not { } operation)
        {
            return ApiProblem.NotAllowed("operation", "No token may use this address.");
        }

        if (!leash.AllowsOperation(operation))
        {
            http.Response.Headers.WWWAuthenticate = $"Bearer realm=\"WebPortal\", error=\"insufficient_scope\", scope=\"{operation}\"";
            return ApiProblem.NotAllowed($"operation {operation}", $"The token lacks the operation {operation}. Make one that has it.");
        }

        // Whether there is such a workspace is not told: the answer is the same.
        if (http.GetRouteValue("workspace") is string workspace && !leash.AllowsWorkspace(workspace))
        {
            return ApiProblem.NotAllowed("workspace", "The token's list of repositories names nothing in this workspace. Make one that does.");
        }

        return shares.Take(caller) is { } wait ? ApiProblem.ShareUsedUp(http.Response, leash.HourlyCalls!.Value, wait) : null;
    }
}
