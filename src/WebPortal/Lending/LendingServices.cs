namespace WebPortal.Lending;

internal static class LendingServices
{
    public static IServiceCollection AddLending(this IServiceCollection services)
    {
        services.AddSingleton<KeptForms>();
        services.AddSingleton<RepositoryAnswers>();
        return services;
    }

    /// <summary>Maps the JSON API, for signed-in people only.</summary>
    public static IEndpointRouteBuilder MapLending(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireAuthorization().AddEndpointFilter(async (context, next) =>
        {
            // What a person may see is nobody else's: no cache in between keeps it.
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await next(context);
        });
        api.MapGet("/me", MeEndpoint.GetAsync).WithName("me");
        api.MapGet("/workspaces", ListEndpoints.GetWorkspacesAsync).WithName("workspaces");
        api.MapGet("/repositories", ListEndpoints.GetRepositoriesAsync).WithName("repositories");
        api.MapGet("/workspaces/{workspace}/repositories", ListEndpoints.GetWorkspaceRepositoriesAsync).WithName("workspace-repositories");
        return routes;
    }
}
