using Microsoft.EntityFrameworkCore;
using WebPortal.Data;

namespace WebPortal.Connections.Adding;

/// <summary>Puts a tried credential in the place of the old one, which is destroyed by that, in one write fenced by generation.</summary>
internal static class CredentialReplacement
{
    /// <param name="rows">Where it may be written.</param>
    /// <param name="row">The row as it was read, with the new sealed values in it.</param>
    /// <param name="cancellationToken">Before the write nothing has happened.</param>
    /// <returns>False when the row has moved on since it was read.</returns>
    public static async Task<bool> WriteAsync(IQueryable<Connection> rows, Connection row, CancellationToken cancellationToken) =>
        await rows.Where(stored => stored.Generation == row.Generation).ExecuteUpdateAsync(
            update => update
                .SetProperty(stored => stored.State, ConnectionState.Healthy)
                .SetProperty(stored => stored.StateReason, (string?)null)
                .SetProperty(stored => stored.Generation, row.Generation + 1)
                .SetProperty(stored => stored.AccountName, row.AccountName)
                .SetProperty(stored => stored.SealedAccessToken, row.SealedAccessToken)
                .SetProperty(stored => stored.SealedClientSecret, row.SealedClientSecret)
                .SetProperty(stored => stored.SecretEndsAt, row.SecretEndsAt)
                .SetProperty(stored => stored.RemindedDays, (int?)null)
                .SetProperty(stored => stored.AccessTokenExpiresAt, row.AccessTokenExpiresAt)
                .SetProperty(stored => stored.RefreshTokenIssuedAt, row.RefreshTokenIssuedAt)
                .SetProperty(stored => stored.GrantedScope, row.GrantedScope)
                .SetProperty(stored => stored.SpentAt, (DateTimeOffset?)null)
                .SetProperty(stored => stored.FailedRefreshes, 0)
                .SetProperty(stored => stored.NextRefreshAt, (DateTimeOffset?)null)
                .SetProperty(stored => stored.LeaseOwner, (Guid?)null)
                .SetProperty(stored => stored.LeaseExpiresAt, (DateTimeOffset?)null),
            cancellationToken) == 1;
}
