using Microsoft.Extensions.Diagnostics.HealthChecks;
using WebPortal.Data;

namespace WebPortal.Connections;

internal static class ConnectionsServices
{
    public static IServiceCollection AddPortalConnections(this IServiceCollection services)
    {
        services.AddOptions<ConnectionsOptions>().BindConfiguration(ConnectionsOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CredentialSeal>();
        services.AddSingleton<SealedKeys>();
        services.AddSingleton<KeysLoss>();
        services.AddSingleton<KeysLostStep>(provider => provider.GetRequiredService<KeysLoss>().RecordLossAsync);
        services.AddHostedService<KeysFoundStart>();
        services.AddHealthChecks().AddCheck<KeysHealthCheck>("keys", HealthStatus.Degraded, ["ready"]);
        services.AddSingleton<GrantReceiver>();
        services.AddSingleton<RefreshRecorder>();
        services.AddSingleton<ConnectionRefresher>();
        services.AddSingleton<UseMarks>();
        services.AddSingleton<ConnectionAccess>();
        services.AddSingleton<ConnectionEnding>();
        services.AddSingleton<Consent>();
        services.AddSingleton<ConnectionStatusReader>();
        services.AddSingleton<ConnectionKeepAlive>();
        services.AddHostedService(provider => provider.GetRequiredService<ConnectionKeepAlive>());
        return services;
    }
}
