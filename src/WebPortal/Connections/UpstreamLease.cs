using WebPortal.Bitbucket;

namespace WebPortal.Connections;

/// <summary>A connection's credential, lent for one call to Bitbucket. Goes into the request and nowhere else; prints as a redaction.</summary>
internal sealed class UpstreamLease(Guid connectionId, long generation, UpstreamCredential credential)
{
    public Guid ConnectionId => connectionId;

    /// <summary>Of the token set that was lent.</summary>
    public long Generation => generation;

    public void Authorize(HttpRequestMessage request) => request.Headers.Authorization = credential.ToHeader();

    public override string ToString() => "[credential]";
}
