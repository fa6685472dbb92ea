using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebPortal.Administration;

/// <summary>Writes a limit as its sentence; certificates are written and never read.</summary>
internal sealed class CertificateLimitConverter : JsonConverter<CertificateLimit>
{
    public override CertificateLimit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, CertificateLimit value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
