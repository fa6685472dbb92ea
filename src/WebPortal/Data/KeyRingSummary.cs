namespace WebPortal.Data;

/// <summary>What may be told of the key ring: how many keys it has, and which certificate wraps new ones and until when.</summary>
internal sealed record KeyRingSummary(int Keys, string CertificateThumbprint, DateTimeOffset CertificateEndsAt);
