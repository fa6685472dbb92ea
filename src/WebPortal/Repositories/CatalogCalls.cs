using WebPortal.Bitbucket;

namespace WebPortal.Repositories;

/// <summary>The calls of one reading: so many at a time for the connection and for everybody, within the hour's budget, and none once Bitbucket says that the limit is reached.</summary>
/// <param name="everybody">Shared by all readings of the process. Waiting is in order, so the first pages of all workspaces, asked for first, are read first.</param>
internal sealed class CatalogCalls(CatalogLimits limits, TimeProvider clock, SemaphoreSlim everybody, CallBudget budget, Guid connectionId, DateTimeOffset? holdUntil) : IDisposable
{
    private readonly SemaphoreSlim own = new(limits.Concurrency);
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

    /// <summary>A call that Bitbucket counts to the hourly limit of repositories.</summary>
    public Task<BitbucketResult<T>> RunCountedAsync<T>(CallPurpose purpose, Func<Task<BitbucketResult<T>>> callAsync, CancellationToken cancellationToken)
        where T : class =>
        RunAsync(() => budget.Take(connectionId, purpose), callAsync, cancellationToken);

    public Task<BitbucketResult<T>> RunAsync<T>(Func<Task<BitbucketResult<T>>> callAsync, CancellationToken cancellationToken)
        where T : class =>
        RunAsync(static () => null, callAsync, cancellationToken);

    public void Dispose() => own.Dispose();

    private async Task<BitbucketResult<T>> RunAsync<T>(Func<TimeSpan?> refuse, Func<Task<BitbucketResult<T>>> callAsync, CancellationToken cancellationToken)
        where T : class
    {
        await own.WaitAsync(cancellationToken);
        try
        {
            await everybody.WaitAsync(cancellationToken);
            try
            {
                return (Held() ?? refuse()) is { } left ? new BitbucketError(BitbucketErrorKind.RateLimited, RetryAfter: left) : Note(await callAsync());
            }
            finally
            {
                everybody.Release();
            }
        }
        finally
        {
            own.Release();
        }
    }

    private TimeSpan? Held() => HoldUntil - clock.GetUtcNow() is { } left && left > TimeSpan.Zero ? left : null;

    private BitbucketResult<T> Note<T>(BitbucketResult<T> result)
        where T : class
    {
        if (result.IsNearLimit)
        {
            budget.MarkNear(connectionId);
        }

        if (result.Error is { Kind: BitbucketErrorKind.RateLimited } limited)
        {
            Hold(limited.RetryAfter is { } asked && asked > limits.ShortRest ? asked : limits.ShortRest);
        }

        return result;
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
