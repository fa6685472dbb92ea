namespace WebPortal.Repositories;

/// <summary>What is known of one workspace: its repositories with the time they were read, and why the last reading failed.</summary>
/// <param name="Name">Null as long as Bitbucket has not told it; see <see cref="DisplayName"/>.</param>
/// <param name="ReadAt">Null when nothing was read yet.</param>
/// <param name="IsWhole">The repositories are all of them.</param>
/// <param name="Failure">Of the last reading; the repositories may then be from an earlier one.</param>
internal sealed record WorkspaceShelf(
    string Slug,
    string? Name,
    IReadOnlyList<RepositoryItem> Repositories,
    DateTimeOffset? ReadAt,
    bool IsWhole,
    CatalogFailure? Failure)
{
    public string DisplayName => Name ?? Slug;

    /// <summary>When all repositories were last read, not only the changed ones.</summary>
    public DateTimeOffset? WholeAt { get; init; }

    /// <summary>When the number of repositories was last compared.</summary>
    public DateTimeOffset? CountedAt { get; init; }

    /// <summary>How many more Bitbucket counted than it listed, at the last whole reading.</summary>
    public long Uncounted { get; init; }

    public static WorkspaceShelf Unread(string slug, string? name) => new(slug, name, [], null, false, null);

    public bool IsDue(DateTimeOffset now, DateTimeOffset staleBefore) =>
        Failure is { } failure ? now >= failure.RetryAt : ReadAt is not { } readAt || readAt <= staleBefore;

    /// <summary>The newest change that is known, by Bitbucket's own time.</summary>
    public DateTimeOffset? NewestChange() => Repositories.Max(item => item.UpdatedAt);

    /// <summary>Takes a whole reading in, without losing a good older list to a bad newer one.</summary>
    public WorkspaceShelf With(IReadOnlyList<RepositoryItem> read, CatalogFailure? failure, DateTimeOffset now, TimeSpan oldestData)
    {
        var keepsOlder = failure is { EndsAccess: false, Reason: not (FailureReason.TooLong or FailureReason.UnreadableEntries) }
            && now - ReadAt <= oldestData
            && (IsWhole || Repositories.Count > read.Count);
        if (keepsOlder)
        {
            return this with { Failure = failure };
        }

        var endsAccess = failure is { EndsAccess: true };
        return this with
        {
            Name = read.Count > 0 ? read[0].WorkspaceName : Name,
            Repositories = endsAccess ? [] : read,
            ReadAt = endsAccess || (failure is not null && read.Count == 0) ? null : now,
            IsWhole = failure is null,
            Failure = failure,
            WholeAt = failure is null ? now : null,
            CountedAt = failure is null ? now : null,
        };
    }

    /// <summary>Takes a reading of changes in, after which everything is as if it had been read.</summary>
    public WorkspaceShelf WithChanges(IReadOnlyList<RepositoryItem> merged, DateTimeOffset now, bool isCounted) =>
        this with { Repositories = merged, ReadAt = now, Failure = null, CountedAt = isCounted ? now : CountedAt };
}
