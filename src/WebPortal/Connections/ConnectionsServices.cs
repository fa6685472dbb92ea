using Microsoft.Extensions.Diagnostics.HealthChecks;
using WebPortal.Connections.Adding;
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
        services.AddSingleton<LeaseKeeper>();
        services.AddSingleton<ClientStandingStore>();
        services.AddSingleton<ClientProbe>();
        services.AddSingleton<RefusalJudge>();
        services.AddSingleton<RefreshSaver>();
        services.AddSingleton<RefreshRecorder>();
        services.AddSingleton<RefreshCall>();
        services.AddSingleton<ClientGrantCall>();
        services.AddSingleton<CredentialTrial>();
        services.AddSingleton<AccountAdding>();
        services.AddSingleton<ClientAdding>();
        services.AddSingleton<DefaultChoice>();
        services.AddSingleton<CredentialReminders>();
        services.AddSingleton<ConnectionRefresher>();
        services.AddSingleton<UseMarks>();
        services.AddSingleton<ConnectionCache>();
        services.AddSingleton<ConnectionAccess>();
        services.AddSingleton<ConnectionEnding>();
        services.AddSingleton<ConnectionHolding>();
        services.AddSingleton<RevocationBatch>();
        services.AddSingleton<RevocationExecution>();
        services.AddSingleton<RevocationStepStore>();
        services.AddSingleton<RevocationSteps>();
        services.AddSingleton<RevocationWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<RevocationWorker>());
        services.AddSingleton<Consent>();
        services.AddSingleton<ConnectionStatusReader>();
        services.AddSingleton<TokenEndpointPace>();
        services.AddSingleton<ConnectionKeepAlive>();
        services.AddSingleton<RefreshRecovery>();
        services.AddSingleton<ConnectionUpkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<ConnectionUpkeep>());
        return services;
    }
}
