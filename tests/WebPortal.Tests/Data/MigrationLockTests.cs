using Microsoft.EntityFrameworkCore;
using WebPortal.Data;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Data;

/// <summary>Replicas that start at once on an empty database migrate it one after another.</summary>
[Trait("Level", "PostgreSql")]
public sealed class MigrationLockTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Four_Replicas_At_Once_Make_One_Schema()
    {
        await using var empty = await PostgresTestDatabase.CreateEmptyAsync();
        var settings = new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql(empty.ConnectionString).Options;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => MigrateAsync(settings), Cancellation)));

        await using var database = new PostgreSqlDbContext(settings);
        Assert.Equal(database.Database.GetMigrations(), await database.Database.GetAppliedMigrationsAsync(Cancellation));
        Assert.Equal(1, await database.AuditHeads.CountAsync(Cancellation));
    }

    private static async Task MigrateAsync(DbContextOptions<PostgreSqlDbContext> settings)
    {
        await using var database = new PostgreSqlDbContext(settings);
        await using (await MigrationLock.TakeAsync(database, Cancellation))
        {
            await database.Database.MigrateAsync(Cancellation);
        }
    }
}
