using WebPortal.Connections;
using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>What an administrator orders for which connections, and which optional steps at Bitbucket a revocation takes.</summary>
internal sealed record ConnectionOrder(string Action, ConnectionChoice Choice, bool SpendsRefreshToken = false, bool ProbesAccessToken = false)
{
    public static readonly string Suspend = nameof(RevocationAction.Suspend);
    public static readonly string Resume = nameof(RevocationAction.Resume);
    public static readonly string Revoke = nameof(RevocationAction.Revoke);

    public bool IsRevocation => Kind == RevocationAction.Revoke;

    public RevocationAction Kind => Enum.Parse<RevocationAction>(Action);

    /// <returns>The word as it is written here, or null when it names no action.</returns>
    public static string? FindAction(string? word) =>
        Array.Find([Suspend, Resume, Revoke], action => string.Equals(action, word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The connections that the order changes: of those chosen, the ones in a fitting state; nobody suspends their own.</summary>
    public IQueryable<Connection> Taken(PortalDbContext database, Guid? actorId, DateTimeOffset now)
    {
        var taken = Choice.Find(database, now).ThatTake(Kind);
        return Kind == RevocationAction.Suspend && actorId is { } person ? taken.Where(row => row.OwnerId != person || row.Kind != ConnectionKind.AuthorizationCode) : taken;
    }
}
