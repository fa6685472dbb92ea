using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace WebPortal.Data;

/// <summary>Proves, before anything is served, that every key of the ring opens; refuses the start otherwise and changes nothing.</summary>
/// <remarks>
/// Left to itself Data Protection would log an unreadable ring and quietly make a new key, which hides that all credentials are lost.
/// A ring that is empty altogether is no mistake of settings that could be put right before the start: the caller is told what that costs.
/// </remarks>
internal sealed class KeyRingStart(
    IDbContextFactory<PortalDbContext> contexts,
    KeyCertificates certificates,
    IKeyManager keys,
    TimeProvider clock)
{
    /// <returns>How many sealed credentials have lost their keys, because the ring is empty; 0 when all is well.</returns>
    /// <exception cref="StartRefusedException">The certificate is missing or does not fit the ring.</exception>
    public async Task<int> ProveAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var rows = await database.DataProtectionKeys.AsNoTracking().ToListAsync(cancellationToken);
        PrepareCertificate(ringIsEmpty: rows.Count == 0);
        if (rows.Find(row => row.Xml?.Contains($"<{KeyWrapping.ElementName} ", StringComparison.Ordinal) != true) is { } bare)
        {
            throw new StartRefusedException(
                $"The key {bare.FriendlyName} is stored without wrapping, so a copy of the database would open every credential. " +
                "It was not written by this portal: find out who added it, and remove the row.");
        }

        OpenAll(rows.Count);
        return rows.Count > 0 ? 0 : await database.Connections.CountAsync(connection => connection.SealedAccessToken != null, cancellationToken);
    }

    private void PrepareCertificate(bool ringIsEmpty)
    {
        if (!File.Exists(certificates.CurrentPath) && certificates.MayBeMade && ringIsEmpty)
        {
            KeyCertificate.Create(certificates.CurrentPath, certificates.CurrentPrivateKeyPath, clock.GetUtcNow());
        }

        _ = certificates.Current;
    }

    private void OpenAll(int stored)
    {
        var readable = keys.GetAllKeys();
        foreach (var key in readable)
        {
            try
            {
                _ = key.CreateEncryptor();
            }
            catch (Exception fault) when (fault is not StartRefusedException)
            {
                throw new StartRefusedException(
                    $"The key {key.KeyId} of the key ring does not open: {fault.GetBaseException().Message} " +
                    "Add the certificate that wrapped it under KeyProtection:PreviousCertificatePaths, or restore the right one. Nothing has been changed.");
            }
        }

        // More than were stored a moment ago is no fault: another replica that starts at the same time has made one.
        if (readable.Count < stored)
        {
            throw new StartRefusedException(
                $"The key ring holds {stored} keys, of which {stored - readable.Count} cannot be read. Restore the table DataProtectionKeys. Nothing has been changed.");
        }
    }
}
