using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace WebPortal.Data;

/// <summary>Makes contexts for the configured provider. Contexts are short-lived; none is held across an upstream call.</summary>
internal sealed class PortalDbContextFactory : IDbContextFactory<PortalDbContext>
{
    private readonly Func<PortalDbContext> _create;

    public PortalDbContextFactory(IOptions<DatabaseOptions> options, CommitSignal commits, ILoggerFactory loggers)
    {
        if (options.Value.Provider == DatabaseProvider.PostgreSql)
        {
            var settings = new DbContextOptionsBuilder<PostgreSqlDbContext>().UseLoggerFactory(loggers).AddInterceptors(commits)
                .UseNpgsql(options.Value.ConnectionString).Options;
            _create = () => new PostgreSqlDbContext(settings);
        }
        else
        {
            var settings = new DbContextOptionsBuilder<SqliteDbContext>().UseLoggerFactory(loggers).AddInterceptors(commits, new SqliteBusyWait())
                .UseSqlite(options.Value.ConnectionString).Options;
            PrepareFolder(options.Value.ConnectionString);
            _create = () => new SqliteDbContext(settings);
        }
    }

    public PortalDbContext CreateDbContext() => _create();

    private static void PrepareFolder(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { Length: > 0 } folder && file != ":memory:")
        {
            PrivateFiles.CreateFolder(folder);
        }
    }
}
