using Microsoft.Data.Sqlite;
using Npgsql;

namespace WebPortal.Data;

/// <summary>Tells faults of the database that pass by themselves from mistakes of the program.</summary>
internal static class DatabaseFaults
{
    private const int Busy = 5;
    private const int Locked = 6;

    /// <summary>Whether the database was locked for too long, or is away for the moment, somewhere in the chain of causes.</summary>
    public static bool IsPassing(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is SqliteException { SqliteErrorCode: Busy or Locked } or NpgsqlException { IsTransient: true })
            {
                return true;
            }
        }

        return false;
    }
}
