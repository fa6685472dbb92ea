using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WebPortal.Tests.Infrastructure;

/// <summary>Sees every statement that goes to one database, and whether a request or the background sent it.</summary>
internal sealed class CommandCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentQueue<string> _ofRequests = new();
    private readonly ConcurrentQueue<string> _all = new();
    private readonly List<IDisposable> _subscriptions = [];
    private readonly string _database;

    public CommandCounter(string connectionString)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
        _database = (string)(settings.TryGetValue("Data Source", out var file) ? file : settings["Database"]);
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Statements sent while a request was answered.</summary>
    public IReadOnlyCollection<string> OfRequests => _ofRequests;

    public IReadOnlyCollection<string> All => _all;

    public void Reset()
    {
        _ofRequests.Clear();
        _all.Clear();
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
        if (value.Value is CommandEventData data && data.Command.Connection?.ConnectionString.Contains(_database, StringComparison.Ordinal) == true)
        {
            _all.Enqueue(data.Command.CommandText);
            if (Activity.Current is not null)
            {
                _ofRequests.Enqueue(data.Command.CommandText);
            }
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
}
