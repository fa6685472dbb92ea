namespace WebPortal.Connections;

internal static class ConnectionsServices
{
    public static IServiceCollection AddPortalConnections(this IServiceCollection services)
    {
        services.AddOptions<ConnectionsOptions>().BindConfiguration(ConnectionsOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CredentialSeal>();
        services.AddSingleton<GrantReceiver>();
        services.AddSingleton<RefreshRecorder>();
        services.AddSingleton<ConnectionRefresher>();
        services.AddSingleton<UseMarks>();
        services.AddSingleton<ConnectionCache>();
        services.AddSingleton<ConnectionAccess>();
        services.AddSingleton<ConnectionEnding>();
        services.AddSingleton<ConnectionHolding>();
        services.AddSingleton<Consent>();
        services.AddSingleton<ConnectionStatusReader>();
        services.AddSingleton<ConnectionKeepAlive>();
        services.AddHostedService(provider => provider.GetRequiredService<ConnectionKeepAlive>());
        return services;
    }
}
