using System.Net;

namespace WebPortal.Tests.Trials;

/// <summary>Ends TLS for the public address and passes requests on in turn, without stickiness, as a reverse proxy in front of replicas does.</summary>
internal sealed class LoadBalancer(HttpMessageHandler network, IReadOnlyList<int> ports) : DelegatingHandler(network)
{
    private int _next = -1;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var port = ports[(int)((uint)Interlocked.Increment(ref _next) % ports.Count)];
        request.Headers.Host = request.RequestUri!.Authority;
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "192.0.2.7");
        request.RequestUri = new Uri($"http://{IPAddress.Loopback}:{port}{request.RequestUri.PathAndQuery}");
        return base.SendAsync(request, cancellationToken);
    }
}
