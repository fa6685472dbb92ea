using WebPortal.Repositories;

namespace WebPortal.Pages.Repositories;

/// <summary>Why a repository cannot be shown.</summary>
/// <param name="Failure">Null when it is simply not among the person's.</param>
internal sealed record RepositoryAbsence(string FullName, FailureReason? Failure, IReadOnlyList<string> RequiredScopes)
{
    private const int LongestName = 120;

    public static RepositoryAbsence Reconnect(string workspace, string slug) => new(Name(workspace, slug), FailureReason.ReconnectNeeded, []);

    /// <summary>What failed with its workspace counts before what goes on elsewhere.</summary>
    public static RepositoryAbsence Of(RepositoryLookup lookup, string workspace, string slug)
    {
        var completeness = lookup.Completeness;
        var failure = completeness.Failures.FirstOrDefault(known => known.Workspace is null || string.Equals(known.Workspace, workspace, StringComparison.OrdinalIgnoreCase));
        FailureReason? reason = lookup.Empty switch
        {
            EmptyReason.ReconnectNeeded => FailureReason.ReconnectNeeded,
            EmptyReason.MissingScope => FailureReason.MissingScope,
            EmptyReason.StillReading => FailureReason.StillReading,
            _ => failure is not null ? failure.Reason : completeness.IsBeingRead && lookup.ReadAt is null ? FailureReason.StillReading : null,
        };
        return new RepositoryAbsence(Name(workspace, slug), reason, completeness.MissingScopes);
    }

    private static string Name(string workspace, string slug)
    {
        var name = $"{workspace}/{slug}";
        return name.Length <= LongestName ? name : name[..LongestName] + "…";
    }
}
