using Microsoft.Extensions.Options;

namespace WebPortal.Hosting;

/// <summary>The portal's own origin, read once from the settings and never from a request.</summary>
internal sealed class PublicAddress
{
    private readonly string _hostWithPort;

    public PublicAddress(IOptions<PortalOptions> options)
    {
        var uri = new Uri(options.Value.PublicAddress!);
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        Scheme = uri.Scheme;
        Host = uri.IsDefaultPort ? new HostString(host) : new HostString(host, uri.Port);
        Origin = $"{Scheme}://{Host.Value}";
        _hostWithPort = $"{host}:{uri.Port}";
    }

    public string Scheme { get; }

    public HostString Host { get; }

    /// <summary>Scheme, host and port without a trailing slash, as browsers send it in <c>Origin</c>.</summary>
    public string Origin { get; }

    public bool IsHttps => Scheme == Uri.UriSchemeHttps;

    public bool IsHost(HostString sent) =>
        string.Equals(sent.Value, Host.Value, StringComparison.OrdinalIgnoreCase)
        || string.Equals(sent.Value, _hostWithPort, StringComparison.OrdinalIgnoreCase);
}
