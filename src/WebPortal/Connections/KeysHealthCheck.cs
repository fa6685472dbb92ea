using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Degraded, but ready, as long as connections wait for keys that were lost.</summary>
internal sealed class KeysHealthCheck(IDbContextFactory<PortalDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var database = contexts.CreateDbContext();
        return await KeysLoss.Waiting(database).AnyAsync(cancellationToken)
            ? HealthCheckResult.Degraded("Connections were sealed with keys that are lost.")
            : HealthCheckResult.Healthy();
    }
}
