using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace WebPortal.Data;

/// <summary>Wraps each new key of the ring: AES-256-GCM under a fresh key, that key under the certificate with RSA-OAEP-SHA256.</summary>
internal sealed class KeyWrapping(KeyCertificates certificates) : IXmlEncryptor
{
    public const string ElementName = "wrappedKey";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var certificate = certificates.Current;
        var thumbprint = KeyCertificates.Thumbprint(certificate);
        var plaintext = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var key = RandomNumberGenerator.GetBytes(32);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var ciphertext = new byte[plaintext.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using (var aes = new AesGcm(key, tag.Length))
        {
            aes.Encrypt(nonce, plaintext, ciphertext, tag, Encoding.ASCII.GetBytes(thumbprint));
        }

        using var rsa = certificate.GetRSAPublicKey()!;
        var element = new XElement(
            ElementName,
            new XAttribute("certificate", thumbprint),
            new XAttribute("key", Convert.ToBase64String(rsa.Encrypt(key, RSAEncryptionPadding.OaepSHA256))),
            new XAttribute("nonce", Convert.ToBase64String(nonce)),
            new XAttribute("tag", Convert.ToBase64String(tag)),
            Convert.ToBase64String(ciphertext));
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(plaintext);
        return new EncryptedXmlInfo(element, typeof(KeyUnwrapping));
    }
}
