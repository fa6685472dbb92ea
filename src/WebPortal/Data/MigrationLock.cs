using Microsoft.EntityFrameworkCore;

namespace WebPortal.Data;

/// <summary>Lets one replica at a time bring the schema up to date.</summary>
/// <remarks>
/// EF Core locks its history table, which does not exist in an empty database: two replicas born together would both create everything.
/// SQLite needs nothing beyond EF Core's own lock.
/// </remarks>
internal sealed class MigrationLock : IAsyncDisposable
{
    /// <summary>Any number, as long as nothing else in the database uses it.</summary>
    private const long Key = 0x57_50_6D_69_67_72;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly PortalDbContext _database;

    private MigrationLock(PortalDbContext database) => _database = database;

    /// <summary>Waits for the lock, on the context's own connection, which stays open with it; a process that dies loses both.</summary>
    public static async Task<MigrationLock> TakeAsync(PortalDbContext database, CancellationToken cancellationToken)
    {
        var taken = new MigrationLock(database);
        if (!database.Database.IsNpgsql())
        {
            return taken;
        }

        await database.Database.OpenConnectionAsync(cancellationToken);
        using var timer = new PeriodicTimer(Interval);
        while (!await database.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({Key}) AS \"Value\"").SingleAsync(cancellationToken))
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        if (_database.Database.IsNpgsql())
        {
            await _database.Database.SqlQuery<bool>($"SELECT pg_advisory_unlock({Key}) AS \"Value\"").SingleAsync();
            await _database.Database.CloseConnectionAsync();
        }
    }
}
