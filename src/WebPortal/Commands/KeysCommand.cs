using Microsoft.AspNetCore.DataProtection.KeyManagement;
using WebPortal.Data;

namespace WebPortal.Commands;

/// <summary>Shows the certificate that wraps the key ring, or makes the first one.</summary>
internal static class KeysCommand
{
    public static Task<int> ShowStatusAsync(CommandContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var certificates = context.Services.GetRequiredService<KeyCertificates>();
        var current = certificates.Current;
        context.Output.WriteLine($"Certificate  {certificates.CurrentPath}");
        context.Output.WriteLine($"SHA-256      {KeyCertificates.Thumbprint(current)}");
        context.Output.WriteLine($"Valid until  {current.NotAfter.ToUniversalTime():yyyy-MM-dd} (an expired certificate still opens its keys)");

        var keys = context.Services.GetRequiredService<IKeyManager>().GetAllKeys();
        foreach (var key in keys.OrderBy(key => key.CreationDate))
        {
            context.Output.WriteLine($"Key          {key.KeyId} from {key.ActivationDate:yyyy-MM-dd} to {key.ExpirationDate:yyyy-MM-dd}{(key.IsRevoked ? " (revoked)" : "")}");
        }

        context.Output.WriteLine(keys.Count == 0 ? "No keys yet; the first start makes one." : $"{keys.Count} keys.");
        return Task.FromResult(0);
    }

    public static async Task<int> CreateAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var certificates = context.Services.GetRequiredService<KeyCertificates>();
        var (certificate, privateKey) = (certificates.CurrentPath, certificates.CurrentPrivateKeyPath);
        if (new[] { certificate, privateKey }.FirstOrDefault(File.Exists) is { } existing)
        {
            await context.Error.WriteLineAsync(
                $"keys create: {existing} exists already and is kept. To make another pair, set KeyProtection:CertificatePath to a new file "
                + "and list the old one under KeyProtection:PreviousCertificatePaths.");
            return 1;
        }

        KeyCertificate.Create(certificate, privateKey, context.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        await context.Output.WriteLineAsync(
            $"Made {certificate}{(privateKey is null ? "" : $" and {privateKey}")}, readable by this account only. Keep a copy apart from the database: "
            + "without it no stored credential can be opened.");
        return 0;
    }
}
