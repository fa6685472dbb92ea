using Microsoft.EntityFrameworkCore;
using Npgsql;
using WebPortal.Data;

namespace WebPortal.Tests.Infrastructure;

/// <summary>A database cloned from one that was migrated once for the whole run.</summary>
internal sealed class PostgresTestDatabase : TestDatabase
{
    private static readonly SemaphoreSlim Cloning = new(1, 1);
    private static string? template;

    private readonly string _name;

    private PostgresTestDatabase(string name) => _name = name;

    public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    public override string ConnectionString => For(_name);

    public static async Task<PostgresTestDatabase> CreateAsync()
    {
        var name = $"portal_test_{Guid.NewGuid():N}";
        await Cloning.WaitAsync();
        try
        {
            template ??= await MakeTemplateAsync();
            await ExecuteAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        }
        finally
        {
            Cloning.Release();
        }

        return new PostgresTestDatabase(name);
    }

    /// <summary>A database without any table.</summary>
    public static async Task<PostgresTestDatabase> CreateEmptyAsync()
    {
        var name = $"portal_test_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE \"{name}\"");
        return new PostgresTestDatabase(name);
    }

    public override async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync($"DROP DATABASE IF EXISTS \"{_name}\" WITH (FORCE)");
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var name = $"portal_template_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE \"{name}\"");
        var settings = new DbContextOptionsBuilder<PostgreSqlDbContext>().UseNpgsql(For(name) + ";Pooling=false").Options;
        await using var context = new PostgreSqlDbContext(settings);
        await context.Database.MigrateAsync();
        return name;
    }

    private static async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(For("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string For(string database) =>
        new NpgsqlConnectionStringBuilder(Prerequisites.PostgresConnectionString) { Database = database, MaxPoolSize = 20 }.ConnectionString;
}
