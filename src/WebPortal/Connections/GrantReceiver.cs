using Microsoft.EntityFrameworkCore;
using WebPortal.Bitbucket;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>Stores what a person's consent gave. The newest grant wins over any refresh that is still in flight.</summary>
internal sealed class GrantReceiver(CredentialSeal seal, IDatabaseClock shared, TimeProvider clock)
{
    /// <summary>Adds the change to the caller's unit of work; nothing is saved here.</summary>
    public async Task<Connection> ReceiveAsync(
        PortalDbContext database, Guid ownerId, TokenSet tokens, string requestedScope, CancellationToken cancellationToken)
    {
        var now = shared.Now;
        var connection = await database.Connections.FirstOrDefaultAsync(
            row => row.OwnerId == ownerId && row.Kind == ConnectionKind.AuthorizationCode && row.EndedAt == null, cancellationToken);
        if (connection is null)
        {
            connection = new Connection { Id = Guid.CreateVersion7(now), OwnerId = ownerId, Kind = ConnectionKind.AuthorizationCode, RequestedScope = requestedScope };
            database.Connections.Add(connection);
        }

        // The sign-in has checked membership, so a suspension for having left the workspaces is over. Any other is an administrator's to lift.
        var staysSuspended = connection.State == ConnectionState.Suspended && connection.StateReason != StateReasons.LeftWorkspaces;
        connection.State = staysSuspended ? ConnectionState.Suspended : ConnectionState.Healthy;
        connection.StateReason = staysSuspended ? connection.StateReason : null;
        connection.SuspendedAt = staysSuspended ? connection.SuspendedAt : null;
        connection.StateBeforeSuspension = staysSuspended ? ConnectionState.Healthy : null;
        connection.Generation++;
        connection.SealedAccessToken = seal.Seal(connection, tokens.AccessToken);
        connection.SealedRefreshToken = tokens.RefreshToken is { } refreshToken ? seal.Seal(connection, refreshToken) : null;
        connection.AccessTokenExpiresAt = now + (tokens.ExpiresAt - clock.GetUtcNow());
        connection.RefreshTokenIssuedAt = now;
        connection.RequestedScope = requestedScope;
        connection.GrantedScope = tokens.GrantedScope;
        connection.SealedFormerRefreshToken = null;
        connection.FormerRefreshTokenEndsAt = null;
        connection.SpentAt = null;
        connection.ConnectedAt = now;
        connection.LastUsedAt = now;
        connection.AccessCheckedAt = null;
        connection.NextRefreshAt = null;
        connection.FailedRefreshes = 0;
        connection.LeaseOwner = null;
        connection.LeaseExpiresAt = null;
        return connection;
    }
}
