using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WebPortal.Data;

/// <summary>Lets SQLite itself wait for a lock, in steps of a few milliseconds; the driver's own retry sleeps 150 and starves writers.</summary>
/// <remarks>The driver goes on asking until the command's time is over (30 seconds unless said otherwise); only then does a writer fail.</remarks>
internal sealed class SqliteBusyWait : DbConnectionInterceptor
{
    private const string Pragma = "PRAGMA busy_timeout = 500;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragma;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragma;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
