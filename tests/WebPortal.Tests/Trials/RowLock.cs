using Npgsql;
using WebPortal.Tests.Infrastructure;
using Xunit;

namespace WebPortal.Tests.Trials;

/// <summary>Holds the row of one connection in PostgreSQL, so that whoever writes it next stands still before the write.</summary>
internal sealed class RowLock : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly NpgsqlConnection _holder;
    private readonly string _connectionString;

    private RowLock(NpgsqlConnection holder, string connectionString) => (_holder, _connectionString) = (holder, connectionString);

    public static async Task<RowLock> TakeAsync(string connectionString, Guid connectionId, CancellationToken cancellationToken)
    {
        var holder = new NpgsqlConnection(connectionString + ";Pooling=false");
        await holder.OpenAsync(cancellationToken);
        await ExecuteAsync(holder, "BEGIN", cancellationToken);
        await ExecuteAsync(holder, $"SELECT 1 FROM \"Connections\" WHERE \"Id\" = '{connectionId}' FOR UPDATE", cancellationToken);
        return new RowLock(holder, connectionString);
    }

    /// <summary>Waits until a write that names this column stands before the lock.</summary>
    public async Task WaitForWriterAsync(string column, CancellationToken cancellationToken)
    {
        var count = $"SELECT count(*) FROM pg_stat_activity WHERE {_holder.ProcessID} = ANY(pg_blocking_pids(pid)) AND query LIKE '%\"{column}\" = %'";
        var waited = await TrialRun.UntilAsync(async () => (long)(await AskAsync(count, cancellationToken))! > 0, Patience, cancellationToken);
        Assert.True(waited is not null, $"No write of {column} came to the locked row.");
    }

    /// <summary>Ends the database sessions that stand before the lock: what they were about to write is never written.</summary>
    public Task EndWritersAsync(CancellationToken cancellationToken) =>
        AskAsync($"SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE {_holder.ProcessID} = ANY(pg_blocking_pids(pid))", cancellationToken);

    public ValueTask DisposeAsync() => _holder.DisposeAsync();

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private async Task<object?> AskAsync(string statement, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_connectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        return await ExecuteAsync(connection, statement, cancellationToken);
    }
}
