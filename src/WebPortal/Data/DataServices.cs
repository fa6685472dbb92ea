using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace WebPortal.Data;

internal static class DataServices
{
    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KeyProtectionOptions>().BindConfiguration(KeyProtectionOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<KeyProtectionOptions>, KeyProtectionOptionsValidator>();
        services.AddSingleton<CommitSignal>();
        services.AddSingleton<CommitChannel>();
        services.AddSingleton<IDbContextFactory<PortalDbContext>, PortalDbContextFactory>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext());
        services.AddSingleton(CreateClock);
        services.AddSingleton<KeyCertificates>();
        services.AddSingleton<KeyRingStart>();
        services.AddSingleton<KeyRingReader>();
        services.AddSingleton<DatabaseStart>();

        // Registered before Data Protection, whose own start would otherwise make a key in an unproved ring.
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseStart>());
        services.AddDataProtection().SetApplicationName("WebPortal").PersistKeysToDbContext<PortalDbContext>();
        services.AddOptions<KeyManagementOptions>().Configure<KeyCertificates>((options, certificates) => options.XmlEncryptor = new KeyWrapping(certificates));
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: ["ready"]);
        return services;
    }

    private static IDatabaseClock CreateClock(IServiceProvider provider)
    {
        var clock = provider.GetRequiredService<TimeProvider>();
        return provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.PostgreSql
            ? new PostgreSqlClock(clock) : new LocalClock(clock);
    }
}
