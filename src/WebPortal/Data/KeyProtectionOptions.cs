namespace WebPortal.Data;

/// <summary>The certificate, kept outside the database, that wraps the Data Protection key ring.</summary>
internal sealed class KeyProtectionOptions
{
    public const string SectionName = "KeyProtection";

    /// <summary>PEM file. With SQLite it defaults to <see cref="EmbeddedPath"/>, made on the first start.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>PEM file of the private key; null when it stands in the certificate's file.</summary>
    public string? PrivateKeyPath { get; set; }

    /// <summary>PEM files (certificate and private key) that still unwrap and never wrap.</summary>
    public IList<string> PreviousCertificatePaths { get; } = [];

    public const string EmbeddedPath = "data/key-protection.pem";
}
