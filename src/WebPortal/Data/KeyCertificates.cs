using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace WebPortal.Data;

/// <summary>The configured certificates, loaded at first use and kept: one that wraps, any number that still unwrap.</summary>
internal sealed class KeyCertificates(IOptions<KeyProtectionOptions> protection, IOptions<DatabaseOptions> database) : IDisposable
{
    private readonly Lock _loading = new();
    private IReadOnlyList<X509Certificate2>? _all;

    /// <summary>The configured path, or the embedded one that goes with SQLite.</summary>
    public string CurrentPath => protection.Value.CertificatePath
        ?? (database.Value.Provider == DatabaseProvider.Sqlite ? KeyProtectionOptions.EmbeddedPath : "");

    public string? CurrentPrivateKeyPath => protection.Value.PrivateKeyPath;

    /// <summary>True when the certificate may be made on the first start: SQLite, and nobody has configured another place.</summary>
    public bool MayBeMade => database.Value.Provider == DatabaseProvider.Sqlite && protection.Value.CertificatePath is null;

    /// <exception cref="StartRefusedException">The certificate cannot be loaded.</exception>
    public X509Certificate2 Current => All[0];

    /// <exception cref="StartRefusedException">A configured certificate cannot be loaded.</exception>
    public X509Certificate2? Find(string thumbprint) => All.FirstOrDefault(certificate => Thumbprint(certificate) == thumbprint);

    public static string Thumbprint(X509Certificate2 certificate) =>
        certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);

    public void Dispose()
    {
        foreach (var certificate in _all ?? [])
        {
            certificate.Dispose();
        }
    }

    private IReadOnlyList<X509Certificate2> All
    {
        get
        {
            lock (_loading)
            {
                return _all ??= [LoadCurrent(), .. protection.Value.PreviousCertificatePaths.Select(LoadPrevious)];
            }
        }
    }

    private X509Certificate2 LoadCurrent() => KeyCertificate.Load("KeyProtection:CertificatePath", CurrentPath, CurrentPrivateKeyPath);

    private static X509Certificate2 LoadPrevious(string path) => KeyCertificate.Load("KeyProtection:PreviousCertificatePaths", path, null);
}
