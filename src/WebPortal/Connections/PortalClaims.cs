using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;

namespace WebPortal.Connections;

/// <summary>Reads, from a signed-in principal, whose connection a request may use.</summary>
internal static class PortalClaims
{
    public const string UserId = "portal:user";
    public const string ConnectionId = "portal:connection";
    public const string SessionId = "portal:session";
    public const string BitbucketUuid = "portal:bitbucket-uuid";
    public const string AccountId = "portal:account-id";

    public static Guid GetUserId(this ClaimsPrincipal principal) => Read(principal, UserId)
        ?? throw new InvalidOperationException("The principal is not a signed-in person.");

    /// <summary>False when the person's connection was ended or never made; the page then asks to reconnect.</summary>
    public static bool TryGetConnectionId(this ClaimsPrincipal principal, [NotNullWhen(true)] out Guid? connectionId)
    {
        connectionId = Read(principal, ConnectionId);
        return connectionId is not null;
    }

    public static Guid? FindSessionId(this ClaimsPrincipal principal) => Read(principal, SessionId);

    private static Guid? Read(ClaimsPrincipal principal, string claim) => Guid.TryParse(principal.FindFirst(claim)?.Value, out var id) ? id : null;
}
