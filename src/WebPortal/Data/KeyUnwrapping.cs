using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace WebPortal.Data;

/// <summary>Opens what <see cref="KeyWrapping"/> wrapped. Its type name is stored beside each key, so renaming it loses the ring.</summary>
internal sealed class KeyUnwrapping(IServiceProvider services) : IXmlDecryptor
{
    private readonly KeyCertificates _certificates = services.GetRequiredService<KeyCertificates>();

    /// <exception cref="CryptographicException">No configured certificate fits, or the element was changed.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        var thumbprint = Attribute(encryptedElement, "certificate");
        var certificate = _certificates.Find(thumbprint) ?? throw new CryptographicException(
            $"The key is wrapped by the certificate {thumbprint}, which is not configured.");
        using var rsa = certificate.GetRSAPrivateKey()!;
        var key = rsa.Decrypt(Bytes(encryptedElement, "key"), RSAEncryptionPadding.OaepSHA256);
        var tag = Bytes(encryptedElement, "tag");
        var ciphertext = Convert.FromBase64String(encryptedElement.Value);
        var plaintext = new byte[ciphertext.Length];
        using (var aes = new AesGcm(key, AesGcm.TagByteSizes.MaxSize))
        {
            aes.Decrypt(Bytes(encryptedElement, "nonce"), ciphertext, tag, plaintext, Encoding.ASCII.GetBytes(thumbprint));
        }

        CryptographicOperations.ZeroMemory(key);
        return XElement.Parse(Encoding.UTF8.GetString(plaintext));
    }

    private static byte[] Bytes(XElement element, string name) => Convert.FromBase64String(Attribute(element, name));

    private static string Attribute(XElement element, string name) =>
        element.Attribute(name)?.Value ?? throw new CryptographicException($"The wrapped key lacks \"{name}\".");
}
