namespace WebPortal.Repositories.Details;

/// <summary>What Bitbucket tells about one repository beyond the catalog, each section for itself.</summary>
internal sealed record RepositoryDetails(
    DetailSection<DetailList<RefItem>> Branches,
    DetailSection<DetailList<RefItem>> Tags,
    DetailSection<DetailList<CommitItem>> Commits,
    DetailSection<DetailList<PullRequestItem>> PullRequests,
    DetailSection<Readme> Readme,
    DateTimeOffset ReadAt)
{
    /// <summary>Nothing was pushed yet.</summary>
    public bool IsEmpty => Branches.Value?.Items.Count == 0;

    /// <summary>A failure that the next reading may not meet; what needs the person's doing stays as it is.</summary>
    public bool HasPassingFailure =>
        new[] { Branches.Failure, Tags.Failure, Commits.Failure, PullRequests.Failure, Readme.Failure }.Any(failure => failure is { Reason: not FailureReason.MissingScope });

    public int Weight => 1024 + (Readme.Value?.Weight ?? 0);
}
