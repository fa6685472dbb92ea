using System.Net;
using Microsoft.Extensions.Options;

namespace WebPortal.Hosting;

/// <summary>Refuses public addresses, proxies and secret folders that the portal could not safely use.</summary>
internal sealed class PortalOptionsValidator(IHostEnvironment environment) : IValidateOptions<PortalOptions>
{
    private const string Example = "https://portal.example.org";

    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        List<string> failures = [.. AddressFailures(options.PublicAddress), .. ProxyFailures(options.TrustedProxies)];
        if (options.SecretsDirectory is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            failures.Add("Portal:SecretsDirectory: this folder does not exist. Create it, or remove the setting.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> AddressFailures(string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            yield return $"Portal:PublicAddress: missing. Set it to the address that people type into the browser, such as {Example}.";
        }
        else if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            yield return $"Portal:PublicAddress: not an absolute web address. Write it like {Example}.";
        }
        else if (uri.PathAndQuery != "/" || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            yield return $"Portal:PublicAddress: has more than scheme, host and port. Remove path, query and user name, such as {Example}.";
        }
        else if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback && !environment.IsDevelopment())
        {
            yield return "Portal:PublicAddress: http is accepted for loopback only. Use https and let a reverse proxy end TLS "
                + "(then list it in Portal:TrustedProxies).";
        }
    }

    private static IEnumerable<string> ProxyFailures(IList<string> proxies)
    {
        for (var index = 0; index < proxies.Count; index++)
        {
            if (!IPAddress.TryParse(proxies[index], out _) && !IPNetwork.TryParse(proxies[index], out _))
            {
                yield return $"Portal:TrustedProxies:{index}: neither an IP address nor a network. Write it like 10.0.0.5 or 10.0.0.0/24.";
            }
        }
    }
}
