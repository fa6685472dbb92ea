using WebPortal.Data;

namespace WebPortal.Administration;

/// <summary>What an administrator looks for.</summary>
/// <param name="Person">Part of a display name, user name, address or Bitbucket uuid.</param>
/// <param name="State">Null for all that have not ended.</param>
/// <param name="Page">From 1.</param>
internal sealed record ConnectionFilter(string? Person, ConnectionState? State, int Page)
{
    public const int PageSize = 50;
}
