using WebPortal.Bitbucket;

namespace WebPortal.Authentication;

/// <summary>The workspaces that Bitbucket says a person belongs to, and what follows from them.</summary>
/// <param name="IsMember">Some allowed workspace is among them, or none is needed.</param>
/// <param name="IsComplete">Bitbucket told all of them; otherwise a missing one means nothing.</param>
internal sealed record MembershipReading(IReadOnlyCollection<string> Slugs, bool IsMember, bool IsComplete, BitbucketError? Error)
{
    /// <summary>Proved not to belong to any allowed workspace.</summary>
    public bool HasLeft => IsComplete && !IsMember;
}
