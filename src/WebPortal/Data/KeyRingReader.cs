using Microsoft.EntityFrameworkCore;

namespace WebPortal.Data;

/// <summary>Tells how the key ring stands, without opening a key.</summary>
internal sealed class KeyRingReader(IDbContextFactory<PortalDbContext> contexts, KeyCertificates certificates)
{
    public async Task<KeyRingSummary> ReadAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var certificate = certificates.Current;
        return new KeyRingSummary(
            await database.DataProtectionKeys.CountAsync(cancellationToken),
            KeyCertificates.Thumbprint(certificate),
            new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
    }
}
