namespace WebPortal.Administration;

internal static class AdministrationServices
{
    public static IServiceCollection AddAdministration(this IServiceCollection services) =>
        services.AddSingleton<ConnectionDirectory>()
            .AddSingleton<ConnectionListing>()
            .AddSingleton<RevocationOrders>()
            .AddSingleton<RevocationDirectory>()
            .AddSingleton<RevocationCertificates>()
            .AddSingleton<SessionDirectory>()
            .AddSingleton<SessionEnding>()
            .AddSingleton<TokenDirectory>()
            .AddSingleton<AuditTrail>()
            .AddSingleton<ConnectionCounting>()
            .AddSingleton<HealthEvents>()
            .AddSingleton<PersonLookup>()
            .AddSingleton<PortalHealth>();
}
