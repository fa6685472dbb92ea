using WebPortal.Audit;

namespace WebPortal.Administration;

/// <summary>Which audit records an administrator or auditor means; people by a part of their name.</summary>
/// <param name="Person">Part of a display name, user name, address or Bitbucket uuid, or the portal's own id of a person.</param>
/// <param name="Rest">Everything else.</param>
internal sealed record AuditTrailFilter(string? Person, AuditFilter Rest);
