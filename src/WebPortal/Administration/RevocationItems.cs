using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>Writes down the connections of a run in one statement, however many they are.</summary>
internal static class RevocationItems
{
    /// <summary>What is none of the chosen connection's: no step has been taken yet.</summary>
    private const string Insertion =
        """
        INSERT INTO "RevocationItems" ("RunId", "ConnectionId", "OwnerId", "AccessTokenExpiresAt", "WasSkipped", "SessionsEnded", "SpendState", "ProbeState", "Attempts")
        SELECT @run, chosen."Id", chosen."OwnerId", chosen."AccessTokenExpiresAt", FALSE, 0, 'None', 'None', 0 FROM (
        {0}
        ) AS chosen
        """;

    /// <returns>How many there are.</returns>
    public static async Task<int> InsertAsync(PortalDbContext database, Guid runId, IQueryable<Connection> rows, CancellationToken cancellationToken)
    {
        await using var command = rows.Select(row => new { row.Id, row.OwnerId, row.AccessTokenExpiresAt }).CreateDbCommand();
        command.CommandText = Insertion.Replace("{0}", command.CommandText, StringComparison.Ordinal);
        var run = command.CreateParameter();
        (run.ParameterName, run.Value) = ("@run", runId);
        command.Parameters.Add(run);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
