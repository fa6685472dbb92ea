using WebPortal.Authentication;
using Xunit;

namespace WebPortal.Tests.Authentication;

/// <summary>SI-05: whatever is asked for, the target is the portal's own origin as a browser would read it.</summary>
[Trait("Level", "Unit")]
public sealed class LocalAddressTests
{
    private static readonly Uri Portal = new("https://portal.example/");

    [Fact]
    public void Of_All_Variants_None_Leaves_The_Portal()
    {
        var variants = Variants().Distinct().ToList();
        Assert.True(variants.Count >= 1600, $"only {variants.Count} variants");
        Assert.All(variants, variant =>
        {
            var target = ResolveLikeABrowser(LocalAddress.OrHome(variant));
            Assert.True(target.Scheme == "https" && target.Host == Portal.Host && target.Port == Portal.Port, $"{variant} leads to {target}");
        });
    }

    [Theory]
    [InlineData("/repositories")]
    [InlineData("/repositories/acme?query=a%20b&page=2")]
    [InlineData("/admin/connections/0190-x")]
    public void A_Plain_Local_Path_Is_Kept(string address) => Assert.Equal(address, LocalAddress.OrHome(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("repositories")]
    [InlineData("https://portal.example/repositories")]
    public void Anything_Else_Becomes_The_Home_Page(string? address) => Assert.Equal(LocalAddress.Home, LocalAddress.OrHome(address));

    private static IEnumerable<string> Variants()
    {
        string[] hosts = ["evil.example", "evil.example:443", "user@evil.example", "portal.example.evil.example", "3627734734", "[::1]", "evil。example", "%65vil.example"];
        string[] prefixes =
        [
            "//", "///", "////", "\\\\", "/\\", "\\/", "/\\/", "//\\", "http://", "https://", "HTTPS://", "https:", "https:/", "https:///", "https:\\\\", "ftp://", "javascript:alert(1)//",
            "data:text/html,", "\t//", "/\t/", "//\t", "/\r/", "/\n/", "\0//", "/%09/", "/%5c", "/%2f", "%2f%2f", "/.//", "/..//", "/%2e//", "/./\\", "@", "/@", ":", "://", " //", "/ /", "//;@", "/;//", "?//", "#//",
            "\u2028//", "\ufeff//", "/\u200b/", "//%00", "/x:@", "//www.portal.example@",
        ];
        string[] tails = ["", "/", "/repositories", "?x", "#x", "/..", "/%2e%2e"];
        return from prefix in prefixes from host in hosts from tail in tails
               from form in (string[])[prefix + host + tail, Uri.EscapeDataString(prefix) + host + tail]
               select form;
    }

    /// <summary>The URL standard: leading controls and blanks go, tabs and line breaks go anywhere, a backslash is a slash.</summary>
    private static Uri ResolveLikeABrowser(string address)
    {
        var seen = address.TrimStart([.. Enumerable.Range(0, 0x21).Select(code => (char)code)])
            .Replace("\t", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)
            .Replace('\\', '/');
        return seen.StartsWith("//", StringComparison.Ordinal) ? new Uri("https:" + seen) : new Uri(Portal, seen);
    }
}
