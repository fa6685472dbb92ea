using WebPortal.Bitbucket;

namespace WebPortal.Repositories;

/// <summary>Reads the workspaces of one connection and the repositories of each: whole, or only what has changed where that is cheaper.</summary>
/// <remarks>
/// A workspace that fits on one page is read whole each time: that is one call as well, and misses nothing. A larger one is read like this:
/// 1. Usually only what changed since the newest change that is known, by Bitbucket's own times: one call when nothing did.
/// 2. Every half an hour, and when a person wishes it, the newest page of all, whose size tells whether anything has gone: one call as well.
/// 3. Whole when either shows that something is missing, when more has changed than fits on that page, and every six hours in any case.
/// </remarks>
internal sealed class WorkspaceReader(
    RepositorySource source, BitbucketAddresses addresses, CatalogCalls calls, RepositoryReading reading, CatalogLimits limits, TimeProvider clock, Guid connectionId)
{
    public Task<PageWalkOutcome<BitbucketWorkspaceAccess>> ReadWorkspacesAsync(CancellationToken cancellationToken) =>
        new PageWalk<BitbucketWorkspaceAccess>(
            (page, token) => calls.RunAsync(() => source.ReadWorkspacesPageAsync(connectionId, page, token), token), limits.Walk, clock)
            .RunAsync(addresses.Workspaces, cancellationToken);

    /// <returns>The shelf with the new reading taken in; never throws for what Bitbucket does.</returns>
    public async Task<WorkspaceShelf> ReadRepositoriesAsync(WorkspaceShelf shelf, bool isWished, CancellationToken cancellationToken)
    {
        if (!WorkspaceSlug.TryParse(shelf.Slug, out var workspace))
        {
            return shelf;
        }

        var purpose = shelf.ReadAt is null ? CallPurpose.First : isWished ? CallPurpose.Wish : CallPurpose.Background;
        var result = await ReadLessAsync(shelf, workspace, purpose, cancellationToken) ?? await ReadWholeAsync(shelf, workspace, purpose, cancellationToken);
        return result.Name is null && result.Failure is not { EndsAccess: true } ? result with { Name = await FindNameAsync(workspace, cancellationToken) } : result;
    }

    /// <returns>Null when the workspace must be read whole.</returns>
    private async Task<WorkspaceShelf?> ReadLessAsync(WorkspaceShelf shelf, WorkspaceSlug workspace, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!shelf.IsWhole || shelf.Repositories.Count <= BitbucketAddresses.PageLength || !(now - shelf.WholeAt < limits.WholeEvery) || shelf.NewestChange() is not { } newest)
        {
            return null;
        }

        var since = newest - limits.Overlap;
        return purpose == CallPurpose.Wish || !(now - shelf.CountedAt < limits.CountEvery)
            ? await ReadNewestAsync(shelf, workspace, since, purpose, cancellationToken)
            : await ReadChangesAsync(shelf, workspace, since, newest, purpose, cancellationToken);
    }

    private async Task<WorkspaceShelf?> ReadChangesAsync(
        WorkspaceShelf shelf, WorkspaceSlug workspace, DateTimeOffset since, DateTimeOffset newest, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var outcome = await WalkAsync(addresses.ChangedRepositories(workspace, since), purpose, cancellationToken);
        if (!outcome.IsComplete)
        {
            return Failed(shelf, outcome);
        }

        // Asked for "at or after", Bitbucket names the newest known change again, unless that repository has gone.
        var read = Understood(workspace, outcome.Items);
        var isPlausible = read.Count == outcome.Items.Count && read.Any(item => item.UpdatedAt >= newest);
        return isPlausible ? shelf.WithChanges(RepositoryMerge.Into(shelf.Repositories, read), clock.GetUtcNow(), isCounted: false) : null;
    }

    private async Task<WorkspaceShelf?> ReadNewestAsync(
        WorkspaceShelf shelf, WorkspaceSlug workspace, DateTimeOffset since, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var address = addresses.NewestRepositories(workspace);
        var result = await calls.RunCountedAsync(purpose, () => source.ReadRepositoriesPageAsync(connectionId, address, cancellationToken), cancellationToken);
        if (!result.TryGet(out var page, out var error))
        {
            return Failed(shelf, new PageWalkOutcome<BitbucketRepository>([], PageWalkEnd.Failed, error, 0));
        }

        var read = Understood(workspace, page.Values);
        var merged = RepositoryMerge.Into(shelf.Repositories, read);
        var isPlausible = read.Count == page.Values.Count && read.Any(item => item.UpdatedAt < since) && (page.Size is not { } size || size == merged.Count + shelf.Uncounted);
        return isPlausible ? shelf.WithChanges(merged, clock.GetUtcNow(), isCounted: true) : null;
    }

    /// <returns>Null when the question itself may have been refused: a whole reading asks another.</returns>
    private WorkspaceShelf? Failed(WorkspaceShelf shelf, PageWalkOutcome<BitbucketRepository> outcome)
    {
        var now = clock.GetUtcNow();
        return CatalogFailure.Of(outcome, shelf.Failure, limits, now) is { Reason: not (FailureReason.Invalid or FailureReason.TooLong) } failure
            ? shelf.With([], failure, now, limits.OldestData)
            : null;
    }

    private async Task<WorkspaceShelf> ReadWholeAsync(WorkspaceShelf shelf, WorkspaceSlug workspace, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var outcome = await WalkAsync(addresses.Repositories(workspace), purpose, cancellationToken);
        RepositoryItem[] read = [.. Understood(workspace, outcome.Items).DistinctBy(item => item.Slug)];
        var now = clock.GetUtcNow();
        var failure = CatalogFailure.Of(outcome, shelf.Failure, limits, now);
        if (failure is null && outcome.Items.Any(repository => !RepositorySlug.TryParse(repository.Slug, out _)))
        {
            failure = new CatalogFailure(FailureReason.UnreadableEntries, now + limits.LongRest, []);
        }

        var result = shelf.With(RepositoryMerge.Over(shelf.Repositories, read), failure, now, limits.OldestData);
        return failure is null ? result with { Uncounted = (outcome.Size ?? read.Length) - read.Length } : result;
    }

    private List<RepositoryItem> Understood(WorkspaceSlug workspace, IEnumerable<BitbucketRepository> repositories) =>
        [.. repositories.Select(repository => reading.Read(workspace, repository)).OfType<RepositoryItem>()];

    private Task<PageWalkOutcome<BitbucketRepository>> WalkAsync(ApiAddress first, CallPurpose purpose, CancellationToken cancellationToken) =>
        new PageWalk<BitbucketRepository>(
            (page, token) => calls.RunCountedAsync(purpose, () => source.ReadRepositoriesPageAsync(connectionId, page, token), token), limits.Walk, clock)
            .RunAsync(first, cancellationToken);

    /// <summary>A list of workspaces tells no names, and a workspace without a readable repository tells none either.</summary>
    private async Task<string?> FindNameAsync(WorkspaceSlug workspace, CancellationToken cancellationToken)
    {
        var result = await calls.RunAsync(() => source.GetWorkspaceAsync(connectionId, workspace, cancellationToken), cancellationToken);
        return DisplayText.Clean(result.Value?.Name, DisplayText.LongestName);
    }
}
