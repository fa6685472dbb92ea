using Microsoft.Data.Sqlite;
using WebPortal.Data;

namespace WebPortal.Tests.Infrastructure;

/// <summary>A throw-away, migrated database on one of the two supported engines.</summary>
internal abstract class TestDatabase : IAsyncDisposable
{
    public abstract DatabaseProvider Provider { get; }

    public abstract string ConnectionString { get; }

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider) =>
        provider == DatabaseProvider.Sqlite ? new SqliteTestDatabase() : await PostgresTestDatabase.CreateAsync();

    public abstract ValueTask DisposeAsync();

    private sealed class SqliteTestDatabase : TestDatabase
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-test-");

        public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

        public override string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "portal.db")}";

        public override ValueTask DisposeAsync()
        {
            using (var connection = new SqliteConnection(ConnectionString))
            {
                SqliteConnection.ClearPool(connection);
            }

            _folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
