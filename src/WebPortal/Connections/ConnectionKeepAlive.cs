using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Renews grants that nobody used for 75 days, spread over five days and one after another, long before Bitbucket lets them die.</summary>
internal sealed class ConnectionKeepAlive(
    IDbContextFactory<PortalDbContext> contexts,
    ConnectionRefresher refresher,
    TokenEndpointPace pace,
    IDatabaseClock clock)
{
    private const int MostRead = 5000;
    private const int MostRenewed = 500;
    private static readonly TimeSpan IdleLimit = TimeSpan.FromDays(75);
    private static readonly TimeSpan Spread = TimeSpan.FromDays(5);

    /// <summary>When a grant is renewed if nobody uses it: always the same day for one connection, another for its neighbour.</summary>
    public static DateTimeOffset RenewalOf(Guid connectionId, DateTimeOffset issuedAt)
    {
        // The last bytes of an id are random; the first ones are the time at which it was made, and would not spread anything.
        var share = (connectionId.ToByteArray()[15] << 8) | connectionId.ToByteArray()[14];
        return issuedAt + IdleLimit + (Spread * (share / 65536.0));
    }

    /// <summary>Renews what is due.</summary>
    /// <returns>How many grants were due.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var due = await ReadDueAsync(cancellationToken);
        foreach (var (id, generation) in due)
        {
            await pace.WaitAsync(cancellationToken);
            await refresher.RefreshAsync(id, generation, cancellationToken);
        }

        return due.Count;
    }

    /// <summary>The oldest first, within one state, so that the index holds exactly what is read. What is in trouble is retried by <see cref="RefreshRecovery"/>.</summary>
    public static IQueryable<Connection> Idle(PortalDbContext database, DateTimeOffset now)
    {
        var cutoff = now - IdleLimit;
        return database.Connections
            .Where(row => row.State == ConnectionState.Healthy && row.RefreshTokenIssuedAt < cutoff && row.Kind == ConnectionKind.AuthorizationCode)
            .OrderBy(row => row.RefreshTokenIssuedAt)
            .Take(MostRead);
    }

    private async Task<List<(Guid Id, long Generation)>> ReadDueAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var now = await clock.ReadAsync(database, cancellationToken);
        var idle = await Idle(database, now).Select(row => new { row.Id, row.Generation, row.RefreshTokenIssuedAt }).ToListAsync(cancellationToken);
        return [.. idle.Where(row => RenewalOf(row.Id, row.RefreshTokenIssuedAt) <= now).Take(MostRenewed).Select(row => (row.Id, row.Generation))];
    }
}
