using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace WebPortal.Tests.Administration;

/// <summary>Notes the statements that go to one PostgreSQL database, and has them explained and counted by the server.</summary>
internal sealed class PlanReader : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentQueue<NpgsqlCommand> _noted = new();
    private readonly List<IDisposable> _subscriptions = [];
    private readonly string _connectionString;
    private readonly string _database;

    public PlanReader(string connectionString)
    {
        _connectionString = connectionString;
        _database = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Runs every statement that <paramref name="work"/> sends once more, explained.</summary>
    public async Task<IReadOnlyList<PlanNode>> ExplainAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        _noted.Clear();
        await work();
        List<PlanNode> nodes = [];
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        foreach (var noted in _noted.ToArray())
        {
            noted.Connection = connection;
            noted.CommandText = $"EXPLAIN (ANALYZE, FORMAT JSON) {noted.CommandText}";
            var plan = JsonDocument.Parse((string)(await noted.ExecuteScalarAsync(cancellationToken))!);
            Collect(plan.RootElement[0].GetProperty("Plan"), nodes);
        }

        return nodes;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            lock (_subscriptions)
            {
                _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name));
            }
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData { Command: NpgsqlCommand command } && command.Connection?.Database == _database)
        {
            _noted.Enqueue(command.Clone());
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        lock (_subscriptions)
        {
            _subscriptions.ForEach(subscription => subscription.Dispose());
        }
    }

    private static void Collect(JsonElement node, List<PlanNode> nodes)
    {
        double Number(string name) => node.TryGetProperty(name, out var value) ? value.GetDouble() : 0;
        if (node.TryGetProperty("Relation Name", out var relation))
        {
            var loops = Number("Actual Loops");
            nodes.Add(new PlanNode(
                node.GetProperty("Node Type").GetString()!,
                relation.GetString()!,
                (long)((Number("Actual Rows") + Number("Rows Removed by Filter") + Number("Rows Removed by Index Recheck")) * loops)));
        }

        if (node.TryGetProperty("Plans", out var children))
        {
            foreach (var child in children.EnumerateArray())
            {
                Collect(child, nodes);
            }
        }
    }
}
