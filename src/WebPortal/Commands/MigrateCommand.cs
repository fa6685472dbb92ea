using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Commands;

/// <summary>Brings the database up to date and says what that took.</summary>
internal static class MigrateCommand
{
    public static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var pending = await PendingAsync(context.Services, cancellationToken);
        await context.Services.GetRequiredService<DatabaseStart>().MigrateAsync(cancellationToken);
        await context.Output.WriteLineAsync(pending.Count == 0 ? "The database is up to date." : $"Applied: {string.Join(", ", pending)}.");
        return 0;
    }

    public static async Task<IReadOnlyList<string>> PendingAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return [.. await database.Database.GetPendingMigrationsAsync(cancellationToken)];
    }
}
