using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WebPortal.Data;

namespace WebPortal.Audit;

/// <summary>Signs checkpoints with the certificate that protects the key ring: whoever can only write the database cannot make one.</summary>
internal static class CheckpointSignature
{
    public static AuditCheckpoint Sign(AuditCheckpoint unsigned, X509Certificate2 certificate)
    {
        var named = unsigned with { Thumbprint = KeyCertificates.Thumbprint(certificate), Certificate = certificate.ExportCertificatePem() };
        using var key = certificate.GetRSAPrivateKey()!;
        var signature = key.SignData(named.SignedText(), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return named with { Signature = Convert.ToBase64String(signature) };
    }

    /// <returns>Null when the signature fits the certificate in the line; otherwise what does not.</returns>
    public static string? FindFault(AuditCheckpoint checkpoint)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(checkpoint.Certificate);
            using var key = certificate.GetRSAPublicKey();
            return KeyCertificates.Thumbprint(certificate) != checkpoint.Thumbprint ? "the checkpoint's certificate is not the one its thumbprint names"
                : key?.VerifyData(checkpoint.SignedText(), Convert.FromBase64String(checkpoint.Signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pss) == true ? null
                : "the signature of the checkpoint does not fit";
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return "the certificate or the signature of the checkpoint cannot be read";
        }
    }
}
