using WebPortal.Lending.Forwarding;
using WebPortal.Lending.Tokens;

namespace WebPortal.Lending;

internal static class LendingServices
{
    public static IServiceCollection AddLending(this IServiceCollection services)
    {
        services.AddSingleton<KeptForms>();
        services.AddSingleton<RepositoryAnswers>();
        return services.AddPortalTokens().AddForwarding();
    }

    /// <summary>Maps the JSON API, for signed-in people and portal tokens. Each address names what a token must be allowed; without a name it is closed to tokens.</summary>
    public static IEndpointRouteBuilder MapLending(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireAuthorization().AddEndpointFilter(async (context, next) =>
        {
            // What a person may see is nobody else's: no cache in between keeps it.
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(context);
        }).AddEndpointFilter<LeashFilter>();
        api.MapGet("/me", MeEndpoint.GetAsync).WithName("me").WithMetadata(new LeashedOperation(LeashOperations.ReadUser));
        api.MapGet("/workspaces", ListEndpoints.GetWorkspacesAsync).WithName("workspaces").WithMetadata(new LeashedOperation(LeashOperations.ReadWorkspaces));
        api.MapGet("/repositories", ListEndpoints.GetRepositoriesAsync).WithName("repositories").WithMetadata(new LeashedOperation(LeashOperations.ReadRepositories));
        api.MapGet("/workspaces/{workspace}/repositories", ListEndpoints.GetWorkspaceRepositoriesAsync).WithName("workspace-repositories").WithMetadata(new LeashedOperation(LeashOperations.ReadRepositories));
        routes.MapForwarding();
        return routes;
    }
}
