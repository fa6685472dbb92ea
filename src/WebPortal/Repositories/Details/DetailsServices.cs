namespace WebPortal.Repositories.Details;

internal static class DetailsServices
{
    public static IServiceCollection AddDetails(this IServiceCollection services)
    {
        services.AddSingleton(new DetailLimits());
        services.AddSingleton<DetailCalls>();
        services.AddSingleton<DetailReader>();
        services.AddSingleton<DetailCache>();
        services.AddHostedService<DetailClearing>();
        return services;
    }
}
