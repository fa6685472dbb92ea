using Microsoft.EntityFrameworkCore;

namespace WebPortal.Data;

/// <summary>Tells how many keys the ring has and what wraps it; never a key.</summary>
internal sealed class KeyRingReader(IDbContextFactory<PortalDbContext> contexts, KeyCertificates certificates)
{
    public async Task<int> CountKeysAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        return await database.DataProtectionKeys.CountAsync(cancellationToken);
    }

    /// <summary>SHA-256 of the certificate, and its end.</summary>
    public (string Thumbprint, DateTimeOffset EndsAt) ReadCertificate()
    {
        var certificate = certificates.Current;
        return (KeyCertificates.Thumbprint(certificate), new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
    }
}
