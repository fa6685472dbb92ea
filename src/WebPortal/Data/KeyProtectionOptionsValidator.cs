using Microsoft.Extensions.Options;

namespace WebPortal.Data;

/// <summary>Refuses a PostgreSQL installation whose key ring would have no certificate.</summary>
internal sealed class KeyProtectionOptionsValidator(IOptions<DatabaseOptions> database) : IValidateOptions<KeyProtectionOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyProtectionOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.CertificatePath) && database.Value.Provider == DatabaseProvider.PostgreSql)
        {
            return ValidateOptionsResult.Fail(
                "KeyProtection:CertificatePath is missing. With PostgreSQL the key ring needs a certificate outside the database: " +
                "set the path, then make it once with \"WebPortal keys create\" and give the same file to every replica.");
        }

        return options.PrivateKeyPath is not null && options.CertificatePath is null
            ? ValidateOptionsResult.Fail("KeyProtection:PrivateKeyPath is set without KeyProtection:CertificatePath. Set both, or neither.")
            : ValidateOptionsResult.Success;
    }
}
