using WebPortal.Bitbucket;
using WebPortal.Connections;

namespace WebPortal.Repositories.Details;

/// <summary>Reads the sections of a repository's page side by side. Each has a time limit of its own, and a failing one leaves the others alone.</summary>
internal sealed partial class DetailReader(ConnectionAccess connections, DetailCalls calls, SourceAddresses addresses, DetailLimits limits, TimeProvider clock, ILogger<DetailReader> log)
{
    public static readonly string PullRequestScope = "pullrequest";

    public Task<bool> IsUsableAsync(Guid connectionId, CancellationToken cancellationToken) => connections.IsUsableAsync(connectionId, cancellationToken);

    public async Task<RepositoryDetails> ReadAsync(Guid connectionId, RepositoryItem item, CancellationToken cancellationToken)
    {
        if (!WorkspaceSlug.TryParse(item.WorkspaceSlug, out var workspace) || !RepositorySlug.TryParse(item.Slug, out var slug))
        {
            throw new ArgumentException("A repository of the catalog has names that can stand in an address.", nameof(item));
        }

        var reading = new DetailReading(item);
        var branches = SectionAsync(token => ListAsync(connectionId, (api, inner) => api.ReadRefsAsync(addresses.Branches(workspace, slug), inner), reading.Branch, token), cancellationToken);
        var tags = SectionAsync(token => ListAsync(connectionId, (api, inner) => api.ReadRefsAsync(addresses.Tags(workspace, slug), inner), reading.Tag, token), cancellationToken);
        var commits = SectionAsync(token => CommitsAsync(connectionId, workspace, slug, item.MainBranch, reading, token), cancellationToken);
        var pullRequests = SectionAsync(token => PullRequestsAsync(connectionId, workspace, slug, reading, token), cancellationToken);
        var readme = SectionAsync(token => new ReadmeReader(calls, addresses, connectionId, workspace, slug).ReadAsync(item.MainBranch, reading.Links, token), cancellationToken);
        return new RepositoryDetails(await branches, await tags, await commits, await pullRequests, await readme, clock.GetUtcNow());
    }

    private Task<DetailSection<DetailList<CommitItem>>> CommitsAsync(
        Guid connectionId, WorkspaceSlug workspace, RepositorySlug slug, string? mainBranch, DetailReading reading, CancellationToken cancellationToken) => mainBranch is null
        ? Task.FromResult(new DetailSection<DetailList<CommitItem>>(null, null))
        : ListAsync(connectionId, (api, token) => api.ReadCommitsAsync(addresses.Commits(workspace, slug, mainBranch), token), reading.Commit, cancellationToken);

    /// <summary>Without the scope there is no call: Bitbucket would only count it and say no.</summary>
    private async Task<DetailSection<DetailList<PullRequestItem>>> PullRequestsAsync(
        Guid connectionId, WorkspaceSlug workspace, RepositorySlug slug, DetailReading reading, CancellationToken cancellationToken) =>
        await connections.FindMissingScopesAsync(connectionId, PullRequestScope, cancellationToken) is { Count: > 0 } missing
            ? new DetailSection<DetailList<PullRequestItem>>(null, new SectionFailure(FailureReason.MissingScope, missing))
            : await ListAsync(connectionId, (api, token) => api.ReadPullRequestsAsync(addresses.OpenPullRequests(workspace, slug), token), reading.PullRequest, cancellationToken);

    private async Task<DetailSection<DetailList<TItem>>> ListAsync<TRaw, TItem>(
        Guid connectionId, Func<BitbucketApi, CancellationToken, Task<BitbucketResult<BitbucketPage<TRaw>>>> call, Func<TRaw, TItem?> read, CancellationToken cancellationToken)
        where TRaw : class
        where TItem : class =>
        (await calls.RunAsync(connectionId, call, cancellationToken)).TryGet(out var page, out var error)
            ? new DetailSection<DetailList<TItem>>(DetailReading.List(page, read), null)
            : new DetailSection<DetailList<TItem>>(null, SectionFailure.Of(error));

    private async Task<DetailSection<T>> SectionAsync<T>(Func<CancellationToken, Task<DetailSection<T>>> readAsync, CancellationToken cancellationToken)
        where T : class
    {
        using var timeLimit = new CancellationTokenSource(limits.SectionTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeLimit.Token);
        try
        {
            return await readAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DetailSection<T>(null, new SectionFailure(FailureReason.OutOfTime, []));
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            Log.SectionFailed(log, fault, typeof(T).Name);
            return new DetailSection<T>(null, new SectionFailure(FailureReason.Unavailable, []));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5011, Level = LogLevel.Error, Message = "Reading the section {Section} of a repository failed.")]
        public static partial void SectionFailed(ILogger log, Exception fault, string section);
    }
}
