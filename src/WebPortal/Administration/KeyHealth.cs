namespace WebPortal.Administration;

/// <summary>The key ring and the certificate that wraps it.</summary>
/// <param name="Count">Keys in the ring.</param>
/// <param name="WaitingForLost">Connections that wait for keys that were lost, counted up to <see cref="ConnectionPage.MostCounted"/>.</param>
internal sealed record KeyHealth(int Count, string CertificateThumbprint, DateTimeOffset CertificateEndsAt, int WaitingForLost);
