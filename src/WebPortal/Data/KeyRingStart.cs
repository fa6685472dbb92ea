using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace WebPortal.Data;

/// <summary>Proves, before anything is served, that every key of the ring opens; refuses the start otherwise and changes nothing.</summary>
/// <remarks>Left to itself Data Protection would log an unreadable ring and quietly make a new key, which hides that all credentials are lost.</remarks>
internal sealed class KeyRingStart(
    IDbContextFactory<PortalDbContext> contexts,
    KeyCertificates certificates,
    IKeyManager keys,
    TimeProvider clock)
{
    /// <exception cref="StartRefusedException">The certificate or the ring is missing or does not fit.</exception>
    public async Task ProveAsync(CancellationToken cancellationToken)
    {
        await using var database = contexts.CreateDbContext();
        var rows = await database.DataProtectionKeys.AsNoTracking().ToListAsync(cancellationToken);
        var sealedCredentials = await database.Connections.CountAsync(connection => connection.SealedAccessToken != null, cancellationToken);
        if (rows.Count == 0 && sealedCredentials > 0)
        {
            throw new StartRefusedException(
                $"The key ring is empty although {sealedCredentials} sealed credentials are stored: the table DataProtectionKeys was lost. " +
                "Restore the database together with its keys. No new key has been made.");
        }

        PrepareCertificate(ringIsEmpty: rows.Count == 0);
        if (rows.Find(row => row.Xml?.Contains($"<{KeyWrapping.ElementName} ", StringComparison.Ordinal) != true) is { } bare)
        {
            throw new StartRefusedException(
                $"The key {bare.FriendlyName} is stored without wrapping, so a copy of the database would open every credential. " +
                "It was not written by this portal: find out who added it, and remove the row.");
        }

        OpenAll(rows.Count);
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
