namespace WebPortal.Hosting;

/// <summary>Where the portal is found from outside, and whose word about that is believed.</summary>
internal sealed class PortalOptions
{
    public const string SectionName = "Portal";

    /// <summary>The origin that the browser sees; every link and redirect is built from it.</summary>
    public string? PublicAddress { get; set; }

    /// <summary>Addresses or networks (CIDR) of reverse proxies whose forwarded headers count.</summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>A folder with one file per setting, named <c>Section__Key</c>.</summary>
    public string? SecretsDirectory { get; set; }
}
