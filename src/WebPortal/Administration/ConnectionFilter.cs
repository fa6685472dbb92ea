namespace WebPortal.Administration;

/// <summary>What an administrator looks for.</summary>
/// <param name="Person">Part of a display name, user name, address or Bitbucket uuid.</param>
/// <param name="State">One of <see cref="ConnectionDirectory.States"/>, in any case; anything else means all that have not ended.</param>
/// <param name="Page">From 1.</param>
internal sealed record ConnectionFilter(string? Person, string? State, int Page)
{
    public const int PageSize = 50;
}
