namespace WebPortal.Audit;

internal static class AuditServices
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditLog>()
        .AddSingleton<AuditReader>()
        .AddSingleton<AuditVerification>()
        .AddSingleton<AuditExport>()
        .AddSingleton<AuditFeed>()
        .AddHostedService(provider => provider.GetRequiredService<AuditFeed>());
}
