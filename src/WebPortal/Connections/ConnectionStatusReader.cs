using Microsoft.EntityFrameworkCore;
using WebPortal.Bitbucket;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Reads what pages and the API may show of connections; sealed values are never selected.</summary>
internal sealed class ConnectionStatusReader(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Bitbucket lets a refresh token die after three months without use.</summary>
    public static readonly TimeSpan UnusedLife = TimeSpan.FromDays(90);

    public async Task<ConnectionStatus?> FindAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return (await ReadAsync(database.Connections.Where(row => row.Id == connectionId), cancellationToken)).SingleOrDefault();
    }

    /// <returns>The person's connections, the newest first, ended ones included.</returns>
    public async Task<IReadOnlyList<ConnectionStatus>> ListForOwnerAsync(Guid ownerId, CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await ReadAsync(database.Connections.Where(row => row.OwnerId == ownerId).OrderByDescending(row => row.ConnectedAt), cancellationToken);
    }

    private static async Task<IReadOnlyList<ConnectionStatus>> ReadAsync(IQueryable<Connection> rows, CancellationToken cancellationToken)
    {
        var read = await rows.AsNoTracking().Select(row => new
        {
            row.Id,
            row.Kind,
            row.State,
            row.RequestedScope,
            row.GrantedScope,
            row.ConnectedAt,
            row.LastUsedAt,
            row.AccessTokenExpiresAt,
            row.NextRefreshAt,
            row.RefreshTokenIssuedAt,
            row.EndedAt,
            row.EndReason,
            row.StateReason,
            row.SuspendedAt,
            row.AccountName,
            row.Workspace,
            row.SecretEndsAt,
        }).ToListAsync(cancellationToken);
        return [.. read.Select(row => new ConnectionStatus(
            row.Id,
            row.Kind.ToString(),
            row.State.ToString(),
            row.GrantedScope is null ? null : ScopeSet.Parse(row.GrantedScope),
            ScopeSet.Missing(row.RequestedScope, row.GrantedScope),
            row.ConnectedAt,
            row.LastUsedAt,
            row.AccessTokenExpiresAt,
            row.NextRefreshAt,
            row.RefreshTokenIssuedAt + UnusedLife,
            row.EndedAt,
            row.EndReason,
            row.StateReason,
            row.SuspendedAt,
            row.AccountName,
            row.Workspace,
            row.SecretEndsAt))];
    }
}
