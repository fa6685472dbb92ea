using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Features;
using WebPortal.Bitbucket;
using WebPortal.Connections;
using Yarp.ReverseProxy.Forwarder;

namespace WebPortal.Lending.Forwarding;

/// <summary>What crosses the portal in one attempt: a request built here, and of the answer the headers that are listed and a body with links to the portal.</summary>
internal sealed class ForwardTransformer(ForwardCall call, UpstreamLease lease, TimeProvider clock) : HttpTransformer
{
    private static readonly ProductInfoHeaderValue Product = new("WebPortal", typeof(ForwardTransformer).Assembly.GetName().Version?.ToString(3) ?? "0");

    /// <summary>What became of the attempt.</summary>
    public ForwardOutcome Outcome { get; private set; } = ForwardOutcome.None;

    /// <summary>Bitbucket said that most calls of the hour are used up.</summary>
    public bool IsNearLimit { get; private set; }

    public override ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        proxyRequest.RequestUri = call.Target.Value;
        proxyRequest.Headers.UserAgent.Add(Product);
        ForwardHeaders.CopyRequest(httpContext.Request.Headers, proxyRequest.Headers);
        lease.Authorize(proxyRequest);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            return false;
        }

        // Text from outside has no place in the status line.
        httpContext.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = null;
        IsNearLimit = LimitHeaders.AreNear(proxyResponse.Headers);
        Outcome = Judge(proxyResponse);
        if (Outcome.Verdict == ForwardVerdict.Passed && !await PrepareBodyAsync(proxyResponse, cancellationToken))
        {
            Outcome = Outcome with { Verdict = ForwardVerdict.Unfit };
        }

        if (Outcome.Verdict != ForwardVerdict.Passed)
        {
            return false;
        }

        ForwardHeaders.CopyResponse(proxyResponse, httpContext.Response, isFile: !IsJson(proxyResponse.Content));
        return true;
    }

    public override ValueTask TransformResponseTrailersAsync(HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;

    private ForwardOutcome Judge(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var verdict = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => ForwardVerdict.Unauthorized,
            HttpStatusCode.NotModified => ForwardVerdict.Passed,
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => ForwardVerdict.Redirected,
            _ when response.Content.Headers.ContentEncoding.Count > 0 => ForwardVerdict.Unfit,
            HttpStatusCode.OK => IsStrayPage(response.Content) ? ForwardVerdict.Failed : ForwardVerdict.Passed,
            HttpStatusCode.Accepted or HttpStatusCode.NoContent => ForwardVerdict.Passed,
            >= HttpStatusCode.BadRequest when status < 600 => IsJson(response.Content) && response.StatusCode != HttpStatusCode.TooManyRequests ? ForwardVerdict.Passed : ForwardVerdict.Failed,
            _ => ForwardVerdict.Unfit,
        };
        return new ForwardOutcome(verdict, status, response.Headers.Location, RetryAfter.Read(response.Headers, clock.GetUtcNow()));
    }

    private async Task<bool> PrepareBodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!IsJson(response.Content) || response.RequestMessage?.Method == HttpMethod.Head)
        {
            return true;
        }

        var content = response.Content;
        Stream body;
        if (call.Filter is { } filter && response.StatusCode == HttpStatusCode.OK)
        {
            if (await BoundedBody.ReadAsync(content, LeashedAnswer.LongestBody, cancellationToken) is not { } whole || filter.Filter(whole.Span) is not { } filtered)
            {
                return false;
            }

            body = new MemoryStream(filtered);
        }
        else
        {
            body = await content.ReadAsStreamAsync(cancellationToken);
        }

        response.Content = new StreamContent(new LinkRewritingStream(body, call.Links));
        response.Content.Headers.ContentType = content.Headers.ContentType;
        return true;
    }

    /// <summary>A file comes as an attachment and is nobody's to change, whatever it holds.</summary>
    private bool IsJson(HttpContent content) =>
        content.Headers.ContentType?.MediaType is { } type
        && (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
        && !(call.Address.Operation.MayBeFile && content.Headers.ContentDisposition is not null);

    /// <summary>A page with status 200 comes from something in between: a proxy, maintenance.</summary>
    private static bool IsStrayPage(HttpContent content) =>
        content.Headers.ContentDisposition is null && string.Equals(content.Headers.ContentType?.MediaType, "text/html", StringComparison.OrdinalIgnoreCase);
}
