namespace WebPortal.Administration;

internal static class AdministrationServices
{
    public static IServiceCollection AddAdministration(this IServiceCollection services) =>
        services.AddSingleton<ConnectionDirectory>().AddSingleton<ConnectionRevocation>().AddSingleton<AuditTrail>();
}
