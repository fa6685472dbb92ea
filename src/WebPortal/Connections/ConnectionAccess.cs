using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;
using WebPortal.Data;

namespace WebPortal.Connections;

/// <summary>The one way to call Bitbucket with a stored credential. Fails closed: without a valid credential no call is made.</summary>
/// <remarks>
/// 1. Look at the row, as remembered or as stored; an ended, suspended or condemned connection makes no call, nor does one whose seal does not open.
/// 2. Inside the refresh margin start a refresh, and wait for it only when the access token has really expired.
/// 3. Run the call.
/// 4. After a 401 refresh once and run the call once more; a second 401 condemns the connection. Nothing refreshes an API token: it is sent once more as it is.
/// </remarks>
internal sealed class ConnectionAccess(
    ConnectionCache rows,
    IDbContextFactory<PortalDbContext> contexts,
    ConnectionRefresher refresher,
    RefreshRecorder recorder,
    CredentialSeal seal,
    BitbucketApiClient client,
    UseMarks uses,
    IOptions<ConnectionsOptions> options,
    IOptions<BitbucketOptions> bitbucket,
    IDatabaseClock clock)
{
    /// <summary>An access token this close to its end may die on the way.</summary>
    private static readonly TimeSpan Travel = TimeSpan.FromSeconds(10);

    private static readonly BitbucketError Reconnect = new(BitbucketErrorKind.Unauthorized);

    /// <summary>Runs <paramref name="call"/> with a valid credential of the connection.</summary>
    /// <returns>
    /// What the call gave. <see cref="BitbucketErrorKind.Unauthorized"/> means: the person must reconnect (or the connection has ended);
    /// <see cref="BitbucketErrorKind.Unavailable"/> may also mean that the refresh met a passing fault.
    /// </returns>
    public async Task<BitbucketResult<T>> RunAsync<T>(
        Guid connectionId,
        Func<BitbucketApi, CancellationToken, Task<BitbucketResult<T>>> call,
        CancellationToken cancellationToken)
        where T : class
    {
        await MarkUseAsync(connectionId, cancellationToken);
        return await RunUnmarkedAsync(connectionId, call, cancellationToken);
    }

    /// <summary>The same for questions of the portal itself, which do not count as a use of the connection.</summary>
    public async Task<BitbucketResult<T>> RunUnmarkedAsync<T>(
        Guid connectionId,
        Func<BitbucketApi, CancellationToken, Task<BitbucketResult<T>>> call,
        CancellationToken cancellationToken)
        where T : class
    {
        var (row, error) = await ReadUsableAsync(connectionId, cancellationToken);
        if (row is null || seal.UnsealCredential(row) is not { } credential)
        {
            return error ?? Reconnect;
        }

        var result = await call(client.For(credential), cancellationToken);
        if (result.Error?.Kind != BitbucketErrorKind.Unauthorized)
        {
            return result;
        }

        if (!row.Kind.IsAccountSecret() && await refresher.RefreshAsync(row.Id, row.Generation, cancellationToken) is var outcome and not RefreshOutcome.Refreshed)
        {
            return ErrorOf(outcome);
        }

        row = await rows.ReadAsync(connectionId, cancellationToken);
        if (!IsUsable(row) || seal.UnsealCredential(row) is not { } renewed)
        {
            return Reconnect;
        }

        result = await call(client.For(renewed), cancellationToken);
        if (result.Error?.Kind == BitbucketErrorKind.Unauthorized)
        {
            await recorder.ReconsentRequiredAsync(row, null, ReasonOf(row));
        }

        return result;
    }

    /// <summary>The credential of the connection for one call that is made elsewhere.</summary>
    /// <returns>An error means the same as one of <see cref="RunAsync"/>.</returns>
    public async Task<BitbucketResult<UpstreamLease>> LeaseAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await MarkUseAsync(connectionId, cancellationToken);
        var (row, error) = await ReadUsableAsync(connectionId, cancellationToken);
        return LeaseOf(row) is { } lease ? lease : error ?? Reconnect;
    }

    /// <summary>After a 401: refreshes once, for one more try. What cannot be refreshed is tried once more as it is.</summary>
    public async Task<BitbucketResult<UpstreamLease>> RenewAsync(UpstreamLease refused, CancellationToken cancellationToken)
    {
        var isSecret = await rows.FindAsync(refused.ConnectionId, cancellationToken) is { } known && known.Kind.IsAccountSecret();
        if (!isSecret && await refresher.RefreshAsync(refused.ConnectionId, refused.Generation, cancellationToken) is var outcome and not RefreshOutcome.Refreshed)
        {
            return ErrorOf(outcome);
        }

        var row = await rows.ReadAsync(refused.ConnectionId, cancellationToken);
        return LeaseOf(IsUsable(row) ? row : null) is { } lease ? lease : Reconnect;
    }

    /// <summary>After a second 401: the person must consent again.</summary>
    public async Task CondemnAsync(UpstreamLease refused, CancellationToken cancellationToken)
    {
        if (await rows.ReadAsync(refused.ConnectionId, cancellationToken) is { } row && IsUsable(row) && row.Generation == refused.Generation)
        {
            await recorder.ReconsentRequiredAsync(row, null, ReasonOf(row));
        }
    }

    /// <summary>Whether data read through the connection may still be shown: false once it is ended, suspended or condemned.</summary>
    public async Task<bool> IsUsableAsync(Guid connectionId, CancellationToken cancellationToken) =>
        IsUsable(await rows.FindAsync(connectionId, cancellationToken));

    /// <returns>Of the asked scopes those that were not granted; empty when nothing is known about the grant, as for API tokens, whose scopes have other names.</returns>
    public async Task<IReadOnlyList<string>> FindMissingScopesAsync(Guid connectionId, string scopes, CancellationToken cancellationToken) =>
        await rows.FindAsync(connectionId, cancellationToken) is { } row && !row.Kind.IsAccountSecret() ? ScopeSet.Missing(scopes, row.GrantedScope) : [];

    private static string ReasonOf(Connection row) => row.Kind.IsAccountSecret() ? StateReasons.CredentialRefused : StateReasons.RefusedAfterRefresh;

    private UpstreamLease? LeaseOf(Connection? row) =>
        row is not null && seal.UnsealCredential(row) is { } credential ? new UpstreamLease(row.Id, row.Generation, credential) : null;

    private async Task<(Connection? Row, BitbucketError? Error)> ReadUsableAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(connectionId, cancellationToken);
        if (!IsUsable(row))
        {
            return (null, Reconnect);
        }

        if (row.Kind.IsAccountSecret())
        {
            return await CheckSecretAsync(row, cancellationToken);
        }

        var left = row.AccessTokenExpiresAt - clock.Now;
        if (left > options.Value.RefreshMargin)
        {
            return (row, null);
        }

        var refresh = refresher.RefreshAsync(row.Id, row.Generation, cancellationToken);
        if (left > Travel)
        {
            // Still valid: nobody waits. The refresher keeps its own outcome; only the waiting ends here.
            _ = refresh.ContinueWith(static waited => waited.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return (row, null);
        }

        if (await refresh is var outcome and not RefreshOutcome.Refreshed)
        {
            return (null, ErrorOf(outcome));
        }

        row = await rows.ReadAsync(connectionId, cancellationToken);
        return IsUsable(row) ? (row, null) : (null, Reconnect);
    }

    /// <summary>Nothing renews it: after its end, or while its kind is switched off, it is not sent.</summary>
    private async Task<(Connection? Row, BitbucketError? Error)> CheckSecretAsync(Connection row, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (row.SecretEndsAt <= clock.Now)
        {
            await recorder.ReconsentRequiredAsync(row, null, StateReasons.CredentialExpired);
            return (null, Reconnect);
        }

        return row.Kind == ConnectionKind.AppPassword && !bitbucket.Value.AllowAppPasswords ? (null, Reconnect) : (row, null);
    }

    private async Task<Connection?> ReadAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        // What is remembered may be from before a refresh at another replica.
        var row = await rows.FindAsync(connectionId, cancellationToken);
        return row is not null && row.AccessTokenExpiresAt - clock.Now <= options.Value.RefreshMargin
            ? await rows.ReadAsync(connectionId, cancellationToken) : row;
    }

    private async Task MarkUseAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        if (!uses.TryMark(connectionId))
        {
            return;
        }

        var now = clock.Now;
        await contexts.TryWriteAsync(
            (database, cancellation) => database.Connections.Where(row => row.Id == connectionId && row.EndedAt == null)
                .ExecuteUpdateAsync(update => update.SetProperty(row => row.LastUsedAt, now), cancellation),
            cancellationToken);
    }

    private static bool IsUsable([NotNullWhen(true)] Connection? row) => row?.State is ConnectionState.Healthy or ConnectionState.Retrying;

    private static BitbucketError ErrorOf(RefreshOutcome outcome) => outcome is RefreshOutcome.TemporarilyUnavailable passing
        ? new BitbucketError(BitbucketErrorKind.Unavailable, RetryAfter: passing.RetryAfter)
        : Reconnect;
}
