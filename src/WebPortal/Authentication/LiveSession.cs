using WebPortal.Data;

namespace WebPortal.Authentication;

/// <summary>A session that is good now, with its person and the connection that their lists are read with: the one they chose, or the one by consent.</summary>
/// <param name="IsSuspended">The person's connection is suspended; while it is, they have no role.</param>
internal sealed record LiveSession(Guid Id, PortalUser User, Guid? ConnectionId, bool IsSuspended);
