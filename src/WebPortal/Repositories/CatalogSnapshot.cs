using WebPortal.Repositories.Finding;

namespace WebPortal.Repositories;

/// <summary>Everything known of one connection's repositories at one moment; never changed, only replaced.</summary>
internal sealed record CatalogSnapshot(IReadOnlyList<WorkspaceShelf> Workspaces)
{
    public static readonly CatalogSnapshot Empty = new([]);

    private CatalogIndex? index;

    private KeptAnswers? kept;

    public int RepositoryCount { get; } = Workspaces.Sum(shelf => shelf.Repositories.Count);

    /// <summary>When the list of workspaces was read; null when never.</summary>
    public DateTimeOffset? WorkspacesReadAt { get; init; }

    /// <summary>Why the list of workspaces could not be read the last time, or not to its end.</summary>
    public CatalogFailure? ListFailure { get; init; }

    /// <summary>When a whole reading last came to its end; null before the first.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>A reading goes on and will replace this.</summary>
    public bool IsBeingRead { get; init; }

    /// <summary>Bitbucket asked for silence until then.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>When permissions were read; null as long as nobody asked for them.</summary>
    public DateTimeOffset? PermissionsReadAt { get; init; }

    /// <summary>Why permissions of some workspaces could not be read.</summary>
    public CatalogFailure? PermissionsFailure { get; init; }

    /// <summary>The snapshot that this one replaces: when its repositories are the very same, so is what was made of them for finding.</summary>
    public CatalogSnapshot? Former
    {
        init
        {
            if (value?.index is { } known && known.IsOf(Workspaces))
            {
                index = known;
            }
        }
    }

    /// <summary>Answers made from this very snapshot. Made twice when two ask at once; then one of the two is lost, which harms nobody.</summary>
    public KeptAnswers Kept => kept is { } own && ReferenceEquals(own.Owner, this) ? own : kept = new KeptAnswers(this);

    public bool IsDue(DateTimeOffset now, DateTimeOffset staleBefore) =>
        !(HoldUntil > now) && (IsListDue(now, staleBefore) || Workspaces.Any(shelf => shelf.IsDue(now, staleBefore)));

    public bool IsListDue(DateTimeOffset now, DateTimeOffset staleBefore) =>
        ListFailure is { } failure ? now >= failure.RetryAt : WorkspacesReadAt is not { } readAt || readAt <= staleBefore;

    /// <summary>A whole reading has come to its end, and it brought something.</summary>
    public bool IsWorthShowing =>
        FinishedAt is not null && WorkspacesReadAt is not null && (Workspaces.Count == 0 || Workspaces.Any(shelf => shelf.ReadAt is not null));

    /// <summary>Enough to show a page: the first repositories, or those of the workspace that is looked at, or a reason why there are none.</summary>
    public bool IsEnoughFor(string? workspace) =>
        ListFailure is { EndsAccess: true } || Workspaces.Any(shelf => workspace is null
            ? shelf.Repositories.Count > 0
            : string.Equals(shelf.Slug, workspace, StringComparison.OrdinalIgnoreCase) && (shelf.ReadAt ?? shelf.Failure?.RetryAt) is not null);

    /// <summary>What is left when the reading itself broke off: everything that is known, and a rest before the next try.</summary>
    public CatalogSnapshot Broken(FailureReason reason, DateTimeOffset now, CatalogLimits limits)
    {
        var failure = new CatalogFailure(reason, now + limits.ShortRest, []);
        return this with
        {
            Workspaces = [.. Workspaces.Select(shelf => shelf.ReadAt is null && shelf.Failure is null ? shelf with { Failure = failure } : shelf)],
            ListFailure = ListFailure ?? (WorkspacesReadAt is null ? failure : null),
            FinishedAt = now,
            IsBeingRead = false,
            HoldUntil = HoldUntil > failure.RetryAt ? HoldUntil : failure.RetryAt,
        };
    }

    /// <summary>Made when it is first asked for. A copy that differs in other things shares it; one with other workspaces makes its own.</summary>
    public CatalogIndex Index
    {
        get
        {
            var known = Volatile.Read(ref index);
            if (known is null || !known.IsOf(Workspaces))
            {
                Volatile.Write(ref index, known = new CatalogIndex(Workspaces));
            }

            return known;
        }
    }
}
