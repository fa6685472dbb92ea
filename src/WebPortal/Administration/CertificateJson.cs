using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebPortal.Administration;

/// <summary>Writes certificates as JSON, one connection after another as they are read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(RevocationCertificate))]
internal sealed partial class CertificateJson : JsonSerializerContext
{
    public static Task WriteAsync(RevocationCertificate certificate, Stream stream, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync(stream, certificate, Default.RevocationCertificate, cancellationToken);
}
