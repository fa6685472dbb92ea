using System.Text;

namespace BitbucketEmulator.Hosting;

/// <summary>The two addresses as everybody else sees them, without a trailing slash, known once the listeners are bound.</summary>
internal sealed class EmulatorAddresses
{
    private EmulatorAddresses(string web, string api)
    {
        Web = web;
        Api = api;
        var host = new Uri(web);
        WebHost = host.Authority;
        WebSchemeUtf8 = Encoding.UTF8.GetBytes($"{host.Scheme}://");
    }

    public string Web { get; }

    public string Api { get; }

    public string WebHost { get; }

    public byte[] WebSchemeUtf8 { get; }

    public static EmulatorAddresses From(EmulatorOptions options, string boundWeb, string boundApi) => new(
        (options.PublicWebAddress ?? Reachable(boundWeb)).TrimEnd('/'),
        (options.PublicApiAddress ?? Reachable(boundApi)).TrimEnd('/'));

    // Nobody can call 0.0.0.0 or [::]; on this machine such a listener answers on the loopback address.
    private static string Reachable(string bound) =>
        bound.Replace("://0.0.0.0:", "://127.0.0.1:", StringComparison.Ordinal)
            .Replace("://[::]:", "://127.0.0.1:", StringComparison.Ordinal);
}
