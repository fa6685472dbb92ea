using System.Text.Json.Serialization;

namespace WebPortal.Administration;

/// <summary>One thing that a revocation could not do.</summary>
/// <param name="Code">By which a page finds its own words for it.</param>
/// <param name="Text">In English, as the certificate's file says it.</param>
/// <param name="Count">Of how many connections it speaks; zero when of all.</param>
/// <param name="Of">Of how many there are.</param>
[JsonConverter(typeof(CertificateLimitConverter))]
internal sealed record CertificateLimit(string Code, string Text, int Count = 0, int Of = 0);
