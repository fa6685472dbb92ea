namespace WebPortal.Lending;

/// <summary>Who asks with a portal token. Stands in the features of a request that was let in with one, and only there.</summary>
internal sealed record PortalTokenCaller(Guid TokenId, Guid OwnerId, Guid ConnectionId, Leash Leash);
