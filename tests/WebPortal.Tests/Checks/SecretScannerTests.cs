using System.IO.Compression;
using System.Text;
using Xunit;

namespace WebPortal.Tests.Checks;

/// <summary>A scanner that finds nothing proves nothing: each form must be found.</summary>
[Trait("Level", "Unit")]
public sealed class SecretScannerTests
{
    private const string Secret = "canary/secret+value-0123456789";

    public static TheoryData<string, byte[]> Forms()
    {
        var bytes = Encoding.UTF8.GetBytes(Secret);
        return new TheoryData<string, byte[]>
        {
            { "raw", [.. "before "u8, .. bytes, .. " after"u8] },
            { "base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)) },
            { "base64 one later", Encoding.ASCII.GetBytes(Convert.ToBase64String([1, .. bytes, 2])) },
            { "base64 two later", Encoding.ASCII.GetBytes(Convert.ToBase64String([1, 2, .. bytes, 3])) },
            { "base64url", Encoding.ASCII.GetBytes(System.Buffers.Text.Base64Url.EncodeToString([9, .. bytes, 9])) },
            { "hex", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)) },
            { "url", Encoding.ASCII.GetBytes("a=" + Uri.EscapeDataString(Secret)) },
            { "utf-16", Encoding.Unicode.GetBytes("x" + Secret) },
            { "gzip", [.. "noise"u8, .. Gzip(bytes)] },
        };
    }

    [Theory]
    [MemberData(nameof(Forms), DisableDiscoveryEnumeration = true)]
    public void Every_Form_Is_Found(string form, byte[] content)
    {
        var scanner = new SecretScanner();
        scanner.Plant("canary", Secret);
        Assert.True(scanner.Find(content).Count > 0, $"not found as {form}");
        Assert.Empty(scanner.Find("nothing of that kind"));
    }

    private static byte[] Gzip(byte[] content)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return output.ToArray();
    }
}
