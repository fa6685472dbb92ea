using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace WebPortal.Data;

/// <summary>Brings the schema up to date, then proves the key ring; runs before the server listens and before any key is used.</summary>
internal sealed class DatabaseStart(
    IDbContextFactory<PortalDbContext> contexts,
    IOptions<DatabaseOptions> options,
    KeyRingStart keyRing,
    IEnumerable<KeysLostStep> whenKeysAreLost) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.MigrateOnStart)
        {
            await MigrateAsync(cancellationToken);
        }

        if (await keyRing.ProveAsync(cancellationToken) is > 0 and var sealedCredentials)
        {
            foreach (var step in whenKeysAreLost)
            {
                await step(sealedCredentials, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Safe with several replicas starting at once.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        await using (await MigrationLock.TakeAsync(database, cancellationToken))
        {
            await database.Database.MigrateAsync(cancellationToken);
        }

        RestrictFiles();
    }

    /// <summary>The file holds the wrapped key ring and every sealed credential; SQLite itself makes it readable for all.</summary>
    private void RestrictFiles()
    {
        if (options.Value.Provider == DatabaseProvider.Sqlite)
        {
            var file = new SqliteConnectionStringBuilder(options.Value.ConnectionString).DataSource;
            foreach (var suffix in (string[])["", "-wal", "-shm"])
            {
                PrivateFiles.Restrict(file + suffix);
            }
        }
    }
}
