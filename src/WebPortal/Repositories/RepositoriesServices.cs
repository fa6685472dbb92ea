using WebPortal.Connections;

namespace WebPortal.Repositories;

internal static class RepositoriesServices
{
    public static IServiceCollection AddRepositories(this IServiceCollection services)
    {
        services.AddOptions<RepositoriesOptions>().BindConfiguration(RepositoriesOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(new CatalogLimits());
        services.AddSingleton(provider => RepositorySource.Over(provider.GetRequiredService<ConnectionAccess>()));
        services.AddSingleton<CallBudget>();
        services.AddSingleton<CatalogCache>();
        services.AddSingleton<RepositoryCatalog>();
        services.AddHostedService<CatalogClearing>();
        return services;
    }
}
