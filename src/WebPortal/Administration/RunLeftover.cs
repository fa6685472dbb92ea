namespace WebPortal.Administration;

/// <summary>A run of which steps at Bitbucket were given up.</summary>
internal sealed record RunLeftover(Guid RunId, DateTimeOffset OrderedAt, int Failed);
