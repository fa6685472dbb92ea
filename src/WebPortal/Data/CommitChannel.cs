using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace WebPortal.Data;

/// <summary>Carries the word that audit records were committed from one process to the others: NOTIFY on PostgreSQL, nothing on SQLite.</summary>
/// <remarks>
/// It makes news quick and never certain: a connection may break, and a pooler in front of PostgreSQL may swallow it. Whoever depends on the
/// records asks the database all the same.
/// </remarks>
internal sealed partial class CommitChannel(IOptions<DatabaseOptions> options, TimeProvider clock, ILogger<CommitChannel> logger)
{
    private const string Announce = "NOTIFY webportal_audit";
    private const string Listen = "LISTEN webportal_audit";
    private const int KeepAliveSeconds = 10;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(15);

    /// <summary>Part of the caller's transaction: PostgreSQL sends it when that is committed, and not at all when it is not.</summary>
    public static Task AnnounceAsync(PortalDbContext database, CancellationToken cancellationToken) =>
        database is PostgreSqlDbContext ? database.Database.ExecuteSqlRawAsync(Announce, cancellationToken) : Task.CompletedTask;

    /// <summary>Calls <paramref name="onNews"/> whenever something was committed, on a connection of its own, until cancelled; opens a new one when that breaks.</summary>
    public async Task ListenAsync(Action onNews, CancellationToken cancellationToken)
    {
        var delay = FirstDelay;
        while (options.Value.Provider == DatabaseProvider.PostgreSql && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await OpenAsync(onNews, cancellationToken);
                delay = FirstDelay;
                onNews();
                while (true)
                {
                    await connection.WaitAsync(cancellationToken);
                }
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Broken(logger, fault.GetType().Name, delay);
                await Task.Delay(delay, clock, cancellationToken);
                delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
            }
        }
    }

    private async Task<NpgsqlConnection> OpenAsync(Action onNews, CancellationToken cancellationToken)
    {
        // Outside the pool: it waits for as long as the process lives.
        var settings = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false, KeepAlive = KeepAliveSeconds };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            connection.Notification += (_, _) => onNews();
            await using var listen = new NpgsqlCommand(Listen, connection);
            await listen.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Listening for changes at PostgreSQL ended with {Fault}; the portal asks several times a second meanwhile and listens again in {Delay}")]
        public static partial void Broken(ILogger logger, string fault, TimeSpan delay);
    }
}
