using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Authentication;

/// <summary>Remembers which authorization requests have come back, for longer than a state is good.</summary>
internal sealed class SpentStates(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <returns>True for exactly one of any number of callers, in any number of processes.</returns>
    public async Task<bool> TrySpendAsync(string correlation, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(correlation));
        await using var database = contexts.CreateDbContext();
        var old = now - Kept;
        await database.SpentStates.Where(state => state.SpentAt < old).ExecuteDeleteAsync(cancellationToken);

        // One statement with "on conflict" decides on both databases; no exception text has to be read.
        return await database.Database.ExecuteSqlAsync(
            $"""INSERT INTO "SpentStates" ("Hash", "SpentAt") VALUES ({hash}, {Stored(database, now)}) ON CONFLICT DO NOTHING""", cancellationToken) == 1;
    }

    /// <summary>Raw statements get no value conversion, so the instant is converted as the mapping says.</summary>
    private static object Stored(PortalDbContext database, DateTimeOffset at) =>
        database.Model.FindEntityType(typeof(SpentState))!.FindProperty(nameof(SpentState.SpentAt))!.GetTypeMapping().Converter?.ConvertToProvider(at) ?? at;
}
