using System.Globalization;
using System.Text;

namespace WebPortal.Audit;

/// <summary>The last line of an export: a place in the chain, and the signature of the installation under it.</summary>
/// <param name="Type">Always <c>checkpoint</c>.</param>
/// <param name="Sequence">The id of the last record of the export, or of the log when a filter left records out.</param>
/// <param name="Hash">The hash of that record.</param>
/// <param name="At">When it was signed.</param>
/// <param name="Records">How many records the export holds.</param>
/// <param name="Digest">SHA-256 of every byte before this line.</param>
/// <param name="Thumbprint">SHA-256 of the certificate in DER: what is worth keeping elsewhere.</param>
/// <param name="Certificate">The certificate in PEM, with the public key and without the private one.</param>
/// <param name="Signature">RSA-PSS with SHA-256 over <see cref="SignedText"/>, in base64.</param>
internal sealed record AuditCheckpoint(
    string Type,
    long Sequence,
    string Hash,
    string At,
    long Records,
    string Digest,
    string Thumbprint,
    string Certificate,
    string Signature)
{
    /// <summary>The format's name and the first five values, each with a line feed behind it.</summary>
    public byte[] SignedText() =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"webportal-audit-checkpoint-1\n{Sequence}\n{Hash}\n{At}\n{Records}\n{Digest}\n"));
}
