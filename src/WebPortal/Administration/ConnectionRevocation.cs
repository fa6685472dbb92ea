using WebPortal.Audit;
using WebPortal.Connections;

namespace WebPortal.Administration;

/// <summary>An administrator ends somebody's connection; see <see cref="ConnectionEnding"/> for what that does.</summary>
internal sealed class ConnectionRevocation(ConnectionEnding ending)
{
    /// <returns>False when there is no such living connection.</returns>
    public Task<bool> RevokeAsync(Guid connectionId, AuditActor administrator, CancellationToken cancellationToken) =>
        ending.RevokeAsync(connectionId, administrator, cancellationToken);
}
