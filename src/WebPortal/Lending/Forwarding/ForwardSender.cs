using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using Yarp.ReverseProxy.Forwarder;

namespace WebPortal.Lending.Forwarding;

/// <summary>Makes the calls: no redirect is followed, no cookie kept, no answer unpacked, and the credential goes to Bitbucket's API only.</summary>
/// <remarks>
/// 1. Count the call, or refuse it before Bitbucket would.
/// 2. Take the connection's credential, refreshed when it is due.
/// 3. Pass the call on.
/// 4. After a 401 refresh once and pass it on once more; a second 401 condemns the connection, as everywhere.
/// </remarks>
internal sealed class ForwardSender(
    IHttpForwarder forwarder, ConnectionAccess connections, ForwardBudget budget, IOptions<BitbucketOptions> bitbucket, TimeProvider clock) : IDisposable
{
    private readonly HttpMessageInvoker transport = new(BitbucketServices.CreatePassingTransport());

    private readonly ForwarderRequestConfig config = new() { ActivityTimeout = bitbucket.Value.RequestTimeout };

    /// <returns>What to answer with; null when the answer has been passed on.</returns>
    public async Task<IResult?> SendAsync(HttpContext http, ForwardCall call, CancellationToken cancellationToken)
    {
        var leased = await connections.LeaseAsync(call.Caller.ConnectionId, cancellationToken);
        for (var isSecond = false; ; isSecond = true)
        {
            if (!leased.TryGet(out var lease, out var error))
            {
                return ProblemOf(http, error);
            }

            if (budget.TakeCall(http.Response, call.Caller, call.Address.Operation) is { } used)
            {
                return used;
            }

            var outcome = await TryAsync(http, call, lease, cancellationToken);
            if (outcome.Verdict != ForwardVerdict.Unauthorized)
            {
                return AnswerOf(http, call, outcome);
            }

            if (isSecond)
            {
                await connections.CondemnAsync(lease, cancellationToken);
                return ApiProblem.ReconnectNeeded(http.Request);
            }

            leased = await connections.RenewAsync(lease, cancellationToken);
        }
    }

    public void Dispose() => transport.Dispose();

    private async Task<ForwardOutcome> TryAsync(HttpContext http, ForwardCall call, UpstreamLease lease, CancellationToken cancellationToken)
    {
        var transformer = new ForwardTransformer(call, lease, clock);
        await forwarder.SendAsync(http, bitbucket.Value.ApiBaseAddress.AbsoluteUri, transport, config, transformer, cancellationToken);
        if (!http.Response.HasStarted && transformer.Outcome.Verdict != ForwardVerdict.Passed)
        {
            http.Response.StatusCode = StatusCodes.Status200OK;
        }

        if (transformer.IsNearLimit || transformer.Outcome.Status == StatusCodes.Status429TooManyRequests)
        {
            budget.MarkNear(call.Caller);
        }

        return transformer.Outcome;
    }

    private static IResult? AnswerOf(HttpContext http, ForwardCall call, ForwardOutcome outcome) => outcome switch
    {
        _ when http.Response.HasStarted || outcome.Verdict == ForwardVerdict.Passed => null,
        { Verdict: ForwardVerdict.Redirected } => ForwardRedirect.Answer(http, call, outcome.Location),
        { Verdict: ForwardVerdict.Unfit } => ForwardProblem.Unfit(),
        { Status: StatusCodes.Status429TooManyRequests } => ForwardProblem.LimitReached(http.Response, outcome.RetryAfter),
        { Status: >= 400 and < 500 } => ForwardProblem.Refused(outcome.Status),
        _ => ForwardProblem.Unavailable(http.Response, outcome.Status, outcome.RetryAfter),
    };

    private static ProblemHttpResult ProblemOf(HttpContext http, BitbucketError error) => error.Kind == BitbucketErrorKind.Unauthorized
        ? ApiProblem.ReconnectNeeded(http.Request)
        : ForwardProblem.Unavailable(http.Response, 0, error.RetryAfter);
}
