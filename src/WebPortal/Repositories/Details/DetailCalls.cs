using WebPortal.Bitbucket;
using WebPortal.Connections;

namespace WebPortal.Repositories.Details;

/// <summary>Calls for one repository's page, counted to the same hour as those of the catalog: Bitbucket counts them together.</summary>
internal sealed class DetailCalls(ConnectionAccess connections, CallBudget budget)
{
    public async Task<BitbucketResult<T>> RunAsync<T>(
        Guid connectionId, Func<BitbucketApi, CancellationToken, Task<BitbucketResult<T>>> call, CancellationToken cancellationToken)
        where T : class =>
        budget.Take(connectionId, CallPurpose.Wish) is { } left
            ? new BitbucketError(BitbucketErrorKind.RateLimited, RetryAfter: left)
            : await connections.RunAsync(connectionId, call, cancellationToken);
}
