using WebPortal.Data;

namespace WebPortal.Authentication;

/// <summary>A session that is good now, with its person and the connection that person may use.</summary>
internal sealed record LiveSession(Guid Id, PortalUser User, Guid? ConnectionId);
