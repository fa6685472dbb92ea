using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace WebPortal.Hosting;

/// <summary>Believes the forwarded client address and scheme of listed proxies only, and a forwarded host from nobody.</summary>
internal sealed class TrustedProxies(IOptions<PortalOptions> portal) : IConfigureOptions<ForwardedHeadersOptions>
{
    /// <summary>The framework's own switch would believe forwarded headers from everybody.</summary>
    public static IEnumerable<string> Failures(IConfiguration configuration) =>
        configuration.GetValue("FORWARDEDHEADERS_ENABLED", "") is { Length: > 0 }
            ? ["ASPNETCORE_FORWARDEDHEADERS_ENABLED: trusts everybody. Remove it and list your proxies in Portal:TrustedProxies."]
            : [];

    public void Configure(ForwardedHeadersOptions options)
    {
        var listed = portal.Value.TrustedProxies;
        options.ForwardedHeaders = listed.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.ForwardLimit = Math.Max(1, listed.Count);
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in listed)
        {
            if (IPAddress.TryParse(proxy, out var single))
            {
                options.KnownProxies.Add(single);
            }
            else
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }
    }
}
