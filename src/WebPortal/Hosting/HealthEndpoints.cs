using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WebPortal.Hosting;

/// <summary>Tells probes whether the process answers and whether it may get traffic, and nothing else.</summary>
internal static class HealthEndpoints
{
    /// <summary>Checks with this tag decide about <c>/health/ready</c>.</summary>
    public const string ReadyTag = "ready";

    public static void AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddOptions<HealthCheckServiceOptions>().Configure<IHostApplicationLifetime>(static (options, lifetime) =>
            options.Registrations.Add(new HealthCheckRegistration("running", new RunningCheck(lifetime), HealthStatus.Unhealthy, [ReadyTag])));
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, "/health/live", Answer(static _ => false));
        Map(endpoints, "/health/ready", Answer(static check => check.Tags.Contains(ReadyTag)));
    }

    private static void Map(IEndpointRouteBuilder endpoints, string pattern, HealthCheckOptions options) =>
        endpoints.MapHealthChecks(pattern, options).AllowAnonymous().WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));

    private static HealthCheckOptions Answer(Func<HealthCheckRegistration, bool> checks) => new()
    {
        Predicate = checks,
        ResponseWriter = static (context, report) =>
        {
            context.Response.ContentType = "text/plain";
            return context.Response.WriteAsync(report.Status == HealthStatus.Unhealthy ? "Unhealthy" : "Healthy", context.RequestAborted);
        },
    };

    /// <summary>Asks load balancers to go elsewhere as soon as the process is told to stop.</summary>
    private sealed class RunningCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
    }
}
