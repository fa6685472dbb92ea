using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPortal.Data;

/// <summary>The certificate that wraps the key ring: made once, loaded from PEM, never stored in the database.</summary>
internal static class KeyCertificate
{
    private const int KeyBits = 3072;

    /// <summary>Writes a new self-signed certificate. With no <paramref name="privateKeyPath"/> both parts go into one file.</summary>
    /// <exception cref="IOException">A file of that name exists; nothing is overwritten.</exception>
    public static void Create(string certificatePath, string? privateKeyPath, DateTimeOffset now)
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest("CN=WebPortal key protection", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        var certificatePem = certificate.ExportCertificatePem() + "\n";
        var keyPem = key.ExportPkcs8PrivateKeyPem() + "\n";
        PrepareFolder(certificatePath);
        if (privateKeyPath is null)
        {
            PrivateFiles.WriteNew(certificatePath, certificatePem + keyPem);
            return;
        }

        PrepareFolder(privateKeyPath);
        PrivateFiles.WriteNew(privateKeyPath, keyPem);
        PrivateFiles.WriteNew(certificatePath, certificatePem);
    }

    /// <exception cref="StartRefusedException">The file is absent, unreadable, or holds no RSA private key.</exception>
    public static X509Certificate2 Load(string setting, string certificatePath, string? privateKeyPath)
    {
        try
        {
            var certificate = X509Certificate2.CreateFromPemFile(certificatePath, privateKeyPath);
            using var key = certificate.GetRSAPrivateKey();
            return key is not null ? certificate : throw new StartRefusedException(
                $"{setting}: {certificatePath} has no RSA private key. Set KeyProtection:PrivateKeyPath, or make a pair with \"WebPortal keys create\".");
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartRefusedException(
                $"{setting}: the certificate {certificatePath} cannot be read ({fault.GetType().Name}). Put the file back from your backup; " +
                "without it no stored credential can be opened. Nothing has been changed.");
        }
    }

    private static void PrepareFolder(string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { Length: > 0 } folder)
        {
            PrivateFiles.CreateFolder(folder);
        }
    }
}
