using WebPortal.Bitbucket;

namespace WebPortal.Repositories;

/// <summary>Reads for one connection, with a bounded number of calls at a time, and falls silent when Bitbucket says that the limit is reached.</summary>
internal sealed class WorkspaceReader(RepositorySource source, BitbucketAddresses addresses, CatalogLimits limits, TimeProvider clock, Guid connectionId, DateTimeOffset? holdUntil)
    : IDisposable
{
    private readonly SemaphoreSlim slots = new(limits.Concurrency);
    private readonly RepositoryReading reading = new();
    private readonly Lock guard = new();
    private DateTimeOffset? hold = holdUntil;

    public DateTimeOffset? HoldUntil
    {
        get
        {
            lock (guard)
            {
                return hold;
            }
        }
    }

    public Task<PageWalkOutcome<BitbucketWorkspaceAccess>> ReadWorkspacesAsync(CancellationToken cancellationToken) =>
        WalkAsync(addresses.Workspaces, source.ReadWorkspacesPageAsync, cancellationToken);

    /// <returns>The shelf with the new reading taken in; never throws for what Bitbucket does.</returns>
    public async Task<WorkspaceShelf> ReadRepositoriesAsync(WorkspaceShelf shelf, CancellationToken cancellationToken)
    {
        if (!WorkspaceSlug.TryParse(shelf.Slug, out var workspace))
        {
            return shelf;
        }

        var outcome = await WalkAsync(addresses.Repositories(workspace), source.ReadRepositoriesPageAsync, cancellationToken);
        var read = outcome.Items.Select(repository => reading.Read(workspace, repository)).OfType<RepositoryItem>().DistinctBy(item => item.Slug).ToArray();
        var now = clock.GetUtcNow();
        var failure = CatalogFailure.Of(outcome, limits, now);
        if (failure is null && outcome.Items.Any(repository => !RepositorySlug.TryParse(repository.Slug, out _)))
        {
            failure = new CatalogFailure(FailureReason.UnreadableEntries, now + limits.LongRest, []);
        }

        var result = shelf.With(read, failure, now, limits.OldestData);
        return result.Name is null && failure is not { EndsAccess: true } ? result with { Name = await FindNameAsync(workspace, cancellationToken) } : result;
    }

    public void Dispose() => slots.Dispose();

    /// <summary>A list of workspaces tells no names, and a workspace without a readable repository tells none either.</summary>
    private async Task<string?> FindNameAsync(WorkspaceSlug workspace, CancellationToken cancellationToken)
    {
        var result = await InSlotAsync(() => source.GetWorkspaceAsync(connectionId, workspace, cancellationToken), cancellationToken);
        return DisplayText.Clean(result.Value?.Name, DisplayText.LongestName);
    }

    private Task<PageWalkOutcome<T>> WalkAsync<T>(
        ApiAddress first, Func<Guid, ApiAddress, CancellationToken, Task<BitbucketResult<BitbucketPage<T>>>> readPageAsync, CancellationToken cancellationToken) =>
        new PageWalk<T>((page, token) => InSlotAsync(() => readPageAsync(connectionId, page, token), token), limits.Walk, clock).RunAsync(first, cancellationToken);

    private async Task<BitbucketResult<T>> InSlotAsync<T>(Func<Task<BitbucketResult<T>>> callAsync, CancellationToken cancellationToken)
        where T : class
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            if (HoldUntil - clock.GetUtcNow() is { } left && left > TimeSpan.Zero)
            {
                return new BitbucketError(BitbucketErrorKind.RateLimited, RetryAfter: left);
            }

            var result = await callAsync();
            if (result.Error is { Kind: BitbucketErrorKind.RateLimited } limited)
            {
                Hold(limited.RetryAfter is { } asked && asked > limits.ShortRest ? asked : limits.ShortRest);
            }

            return result;
        }
        finally
        {
            slots.Release();
        }
    }

    private void Hold(TimeSpan rest)
    {
        var until = clock.GetUtcNow() + rest;
        lock (guard)
        {
            hold = hold > until ? hold : until;
        }
    }
}
