using WebPortal.Data;

namespace WebPortal.Tests.Infrastructure;

/// <summary>A key-protection certificate made once for the run: a new RSA key for every test would be most of the test's time.</summary>
internal static class TestCertificate
{
    private static readonly Lazy<string> Pem = new(Make);

    public static void CopyTo(string path) => File.WriteAllText(path, Pem.Value);

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("portal-certificate-");
        var path = Path.Combine(folder.FullName, "certificate.pem");
        KeyCertificate.Create(path, null, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var pem = File.ReadAllText(path);
        folder.Delete(recursive: true);
        return pem;
    }
}
