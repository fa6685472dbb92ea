using WebPortal.Connections;
using WebPortal.Repositories.Details;

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
        services.AddSingleton<RepositoryMarks>();
        services.AddHostedService<CatalogClearing>();
        services.AddDetails();
        return services;
    }
}
