using Microsoft.AspNetCore.Http;
using WebPortal.Tests.Bitbucket;

namespace WebPortal.Tests.Lending.Forwarding;

/// <summary>A place that must never be asked.</summary>
internal sealed class OtherBitbucketListener : IAsyncDisposable
{
    private readonly UpstreamDouble _listener;

    private OtherBitbucketListener(UpstreamDouble listener) => _listener = listener;

    public string Address => _listener.Origin.AbsoluteUri;

    public int Requests => _listener.Journal.Count;

    public static async Task<OtherBitbucketListener> StartAsync() =>
        new(await UpstreamDouble.StartAsync(context => context.Response.WriteAsync("{}", context.RequestAborted)));

    public ValueTask DisposeAsync() => _listener.DisposeAsync();
}
